using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Host.Routes;

/// <summary>One page of matches; <c>next</c> is absent on the last.</summary>
/// <param name="Items">The best first.</param>
/// <param name="Facets">Of all matches, not only this page's.</param>
/// <param name="Next">For the next page.</param>
internal sealed record SearchPage(IReadOnlyList<MatchView> Items, Facets Facets, string? Next) : IListPage
{
    int IListPage.Count => Items.Count;

    /// <summary>The page that was asked for.</summary>
    public static async Task<SearchPage> Of(
        string? asked, FoundContacts found, Guid[]? reach, Paging paging, IQuerySession session, CancellationToken ct)
    {
        var after = paging.After<MatchKey>();
        ContactMatch[] rest = [.. found.All.Where(match => after is null || IsBehind(match, after)).Take(paging.Limit + 1)];
        var page = paging.Of(rest, match => new MatchKey(match.Score, match.Row.Id));
        var cards = await FoundCards.Of(session, page.Items.Select(match => match.Row.Id), reach, ct);
        return new(
            [.. page.Items.Where(match => cards.ContainsKey(match.Row.Id)).Select(match => new MatchView(
                ContactView.Of(cards[match.Row.Id]), match.Score / 1000.0, Highlights.Of(asked, match)))],
            Facets.Of(found),
            page.Next);
    }

    private static bool IsBehind(ContactMatch match, MatchKey key) =>
        match.Score < key.Score || (match.Score == key.Score && match.Row.Id.CompareTo(key.Id) < 0);
}

/// <summary>A contact that was found.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Score">From 0 to 1: how well it answers.</param>
/// <param name="Highlights">What of it answers.</param>
internal sealed record MatchView(ContactView Contact, double Score, IReadOnlyList<Highlight> Highlights);

/// <summary>A name while somebody types.</summary>
internal sealed record SuggestionView(Guid Id, string Name, string? Title)
{
    public static SuggestionView Of(ContactSearch row) =>
        new(row.Id, $"{row.FirstName.Value} {row.LastName.Value}".Trim(), row.Title?.Value);
}

/// <summary>What the documentation shows for search.</summary>
internal static class SearchExamples
{
    public static SearchPage Page { get; } = new(
        [new(ContactExamples.Contact, 0.96, [new("name", "Grace Hopper", [new(6, 6)])])],
        new(1, IsComplete: true, [new(ContactExamples.Contact.OwnerId.ToString(), 1)], [new("navy", 1)], [new("America/New_York", 1)],
            Stages: [new("working", 1)], Companies: [],
            Fields: new Dictionary<string, IReadOnlyList<FacetCount>> { ["region"] = [new("EMEA", 1)] }),
        Next: null);

    public static ListPage<SuggestionView> Suggestions { get; } =
        new([new(ContactExamples.ContactId, "Grace Hopper", "Rear Admiral")], Next: null);
}
