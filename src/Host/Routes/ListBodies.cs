using SalesEngagement.Application.Lists;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Domain.Lists;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Lists;

namespace SalesEngagement.Host.Routes;

/// <summary>A list to make: with <c>search</c> one of whoever it finds, without it one that contacts are put on.</summary>
internal sealed record NewList(string? Name, SearchBody? Search = null, bool? IsShared = null);

/// <summary>What a list looks for; absent stands for any. At least one member is there.</summary>
internal sealed record SearchBody(
    string? Q = null, Guid? OwnerId = null, Guid? TeamId = null, string? Tag = null, string? TimeZone = null, string? Stage = null,
    Guid? CompanyId = null, IReadOnlyDictionary<string, FieldQuery>? Fields = null)
{
    public static SearchBody Of(SavedSearch search) => new(
        search.Text?.Value, search.OwnerId, search.TeamId, search.Tag, search.TimeZone, search.Stage, search.CompanyId,
        search.Fields?.ToDictionary(filter => filter.Name, FieldQuery.Of));
}

/// <summary>What is to change of a list.</summary>
internal sealed class ListPatch : MergePatch
{
    public string? Name { get; set => field = Sent(value, "name"); }

    public SearchBody? Search { get; set => field = Sent(value, "search"); }

    public bool? IsShared { get; set => field = Sent(value, "isShared"); }
}

/// <summary>A list as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
/// <param name="Name">As its owner calls it.</param>
/// <param name="OwnerId">Who made it.</param>
/// <param name="IsDynamic">Whether a search finds its contacts.</param>
/// <param name="Search">The search, of a dynamic one.</param>
/// <param name="IsShared">Whether the owner's team sees it, too.</param>
internal sealed record ListView(
    Guid Id, long Version, string Name, Guid OwnerId, bool IsDynamic, SearchBody? Search, bool IsShared)
{
    public static ListView Example { get; } = new(
        Guid.Parse("0199a1d6-1c2d-7e3f-8a4b-5c6d7e8f9a0b"), Version: 1, "Navy in New York", ContactExamples.Contact.OwnerId,
        IsDynamic: true, new(Tag: "navy", TimeZone: "America/New_York"), IsShared: true);

    public static ListView Of(Guid id, ContactList list, long version) => new(
        id, version, list.Name.Value, list.OwnerId, list.IsDynamic, list.Search is { } search ? SearchBody.Of(search) : null, list.IsShared);

    public static ListView Of(ListCard card) => new(
        card.Id, card.Version, card.Name.Value, card.OwnerId, card.IsDynamic, card.Search is { } search ? SearchBody.Of(search) : null, card.IsShared);
}

/// <summary>Makes commands of what clients send about lists, to be used only when the check has no refusal afterwards.</summary>
internal static class ListCommands
{
    private const int LongestName = 100;
    private const int LongestTag = 64;

    public static async Task<CreateList> Read(NewList body, Guid callerId, Validation check, IQuerySession session, CancellationToken ct) => new(
        new(check.Text(body.Name, "/name", LongestName)), callerId, body.Search is { } search ? await Read(search, check, session, ct) : null,
        body.IsShared ?? false);

    public static async Task<ChangeList> Read(ListPatch patch, Validation check, IQuerySession session, CancellationToken ct)
    {
        check.Require(!patch.Has("search") || patch.Search is not null, "/search", "is required: make another list to put contacts on");
        check.Require(!patch.Has("isShared") || patch.IsShared is not null, "/isShared", "is required");
        return new(
            patch.Has("name") ? new FreeText(check.Text(patch.Name, "/name", LongestName)) : null,
            patch.Search is { } search ? await Read(search, check, session, ct) : null,
            patch.IsShared);
    }

    /// <summary>A search, with what is wrong of it noted under <paramref name="at"/>.</summary>
    public static async Task<SavedSearch> Read(
        SearchBody body, Validation check, IQuerySession session, CancellationToken ct, string at = "/search")
    {
        var text = check.OptionalText(body.Q, $"{at}/q", SearchRoutes.LongestQuery);
        var fields = await FieldFilters.Read(
            body.Fields ?? new Dictionary<string, FieldQuery>(), FieldTarget.Contacts, $"{at}/fields/", check, session, ct);
        var search = new SavedSearch(
            text is null ? null : new FreeText(text), body.OwnerId, body.TeamId, check.OptionalText(body.Tag, $"{at}/tag", LongestTag),
            new ContactParts(check).TimeZone(body.TimeZone, $"{at}/timeZone"),
            check.OptionalText(body.Stage, $"{at}/stage", ContactParts.LongestStage), body.CompanyId,
            fields is [] ? null : fields);
        check.Require(search != new SavedSearch(), at, "must say what to look for");
        return search;
    }
}
