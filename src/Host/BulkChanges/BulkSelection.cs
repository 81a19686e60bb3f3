using System.Runtime.CompilerServices;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Domain.Lists;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Routes;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Projections.Lists;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>
/// The contacts that somebody chose and reaches, page by page to the last. Where something was to be walked in order, it is
/// walked along an index; only a search with words ends early, and says so.
/// </summary>
internal sealed class BulkSelection
{
    private const int MostIds = 10_000;
    private const int PageRows = 1000;
    private readonly IQuerySession _session;
    private readonly Guid[]? _reach;
    private Guid[]? _ids;
    private ContactFilter? _filter;
    private SavedSearch? _search;
    private Guid? _listId;

    private BulkSelection(IQuerySession session, Guid[]? reach) => (_session, _reach) = (session, reach);

    /// <summary>Whether there are more than were given.</summary>
    public bool IsCut { get; private set; }

    /// <summary>How many contacts were named one by one, each once; null when they were chosen otherwise.</summary>
    public int? Named => _ids?.Length;

    /// <summary>The selection, to be used only when the check has no refusal afterwards.</summary>
    public static async Task<BulkSelection> Read(
        SelectionBody? body, Validation check, IEventStore store, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        var selection = new BulkSelection(session, http.Scope().Owners);
        if (!check.Require(body is not null, "/selection", "is required"))
            return selection;
        object?[] members = [body!.Ids, body.Filter, body.Search, body.ListId];
        if (!check.Require(members.Count(member => member is not null) == 1, "/selection", "must have exactly one of ids, filter, search and listId"))
            return selection;

        check.Require(body.Ids is null or { Count: >= 1 and <= MostIds }, "/selection/ids", $"must have 1 to {MostIds} items");
        selection._ids = body.Ids is { Count: <= MostIds } ids ? [.. ids.Distinct()] : null;
        selection._filter = body.Filter is { } filter ? await selection.Read(filter, check, ct) : null;
        selection._search = body.Search is { } search ? await ListCommands.Read(search, check, session, ct, "/selection/search") : null;
        if (body.ListId is { } listId)
            await selection.ReadList(listId, check, store, http, ct);
        return selection;
    }

    /// <summary>The contacts. Those that came meanwhile may be among them; none is twice.</summary>
    public IAsyncEnumerable<IReadOnlyList<ContactCard>> Pages(CancellationToken ct) => this switch
    {
        { _ids: { } ids } => Chosen(ids, ct),
        { _filter: { } filter } => Filtered(filter, ct),
        { _search: { Text.Value: { } text } search } when !string.IsNullOrWhiteSpace(text) => Found(text, search, ct),
        { _search: { } search } => Narrow(search, ct),
        _ => Listed(_listId!.Value, ct),
    };

    private async Task<ContactFilter> Read(FilterBody body, Validation check, CancellationToken ct)
    {
        var parts = new ContactParts(check);
        var fields = await FieldFilters.Read(
            body.Fields ?? new Dictionary<string, FieldQuery>(), FieldTarget.Contacts, "/selection/filter/fields/", check, _session, ct);
        return new(
            _reach, body.OwnerId, check.OptionalText(body.Tag, "/selection/filter/tag", ContactParts.LongestTag), body.Deleted ?? false,
            body.CreatedAt?.Gte, body.CreatedAt?.Lt,
            check.OptionalText(body.Stage, "/selection/filter/stage", ContactParts.LongestStage), body.CompanyId,
            body.TeamId is { } team ? await TeamMember.Of(_session, team, ct) : null,
            parts.TimeZone(body.TimeZone, "/selection/filter/timeZone"), body.TouchedAt?.Gte, body.TouchedAt?.Lt, fields);
    }

    private async Task ReadList(Guid listId, Validation check, IEventStore store, HttpContext http, CancellationToken ct)
    {
        var list = (await VisibleList.Read(store, _session, http, listId, ct)).State;
        check.Require(list is not null, "/selection/listId", "is not a list");
        (_search, _listId) = (list?.Search, listId);
    }

    private async IAsyncEnumerable<IReadOnlyList<ContactCard>> Chosen(Guid[] ids, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var part in ids.Chunk(PageRows))
        {
            var cards = (await ChosenContacts.Of(_session, part, _reach, ct)).ToDictionary(card => card.Id);
            yield return [.. part.Where(cards.ContainsKey).Select(id => cards[id])];
        }
    }

    private IAsyncEnumerable<IReadOnlyList<ContactCard>> Filtered(ContactFilter filter, CancellationToken ct) =>
        Walk<ContactCard, ContactKey>(
            (after, rows) => ContactCard.List(_session, filter, ContactOrder.ByCreatedDescending, after, rows, ct),
            ContactKey.Of, Task.FromResult);

    private async IAsyncEnumerable<IReadOnlyList<ContactCard>> Narrow(SavedSearch search, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var page in Filtered(await search.Narrow(_reach, _session, ct), ct))
            yield return page;
    }

    private async IAsyncEnumerable<IReadOnlyList<ContactCard>> Found(
        string text, SavedSearch search, [EnumeratorCancellation] CancellationToken ct)
    {
        var found = await ContactMatches.Find(_session, text, await search.Filter(_reach, _session, ct), ct);
        IsCut = !found.IsComplete;
        yield return await Cards(found.All.Select(match => match.Row.Id), ct);
    }

    private IAsyncEnumerable<IReadOnlyList<ContactCard>> Listed(Guid listId, CancellationToken ct) =>
        Walk<Member, MemberKey>(
            (after, rows) => ListMembership.Of(_session, listId, _reach, after, rows, ct), member => new(member.AddedAt, member.ContactId),
            members => Cards(members.Select(member => member.ContactId), ct));

    private static async IAsyncEnumerable<IReadOnlyList<ContactCard>> Walk<T, TKey>(
        Func<TKey?, int, Task<IReadOnlyList<T>>> read, Func<T, TKey> keyOf, Func<IReadOnlyList<T>, Task<IReadOnlyList<ContactCard>>> cardsOf)
        where TKey : class
    {
        for (var (after, isOver) = ((TKey?)null, false); !isOver;)
        {
            var rows = await read(after, PageRows);
            isOver = rows.Count < PageRows;
            if (rows.Count == 0)
                continue;
            after = keyOf(rows[^1]);
            yield return await cardsOf(rows);
        }
    }

    private async Task<IReadOnlyList<ContactCard>> Cards(IEnumerable<Guid> ids, CancellationToken ct)
    {
        Guid[] order = [.. ids];
        var cards = await FoundCards.Of(_session, order, _reach, ct);
        return [.. order.Where(cards.ContainsKey).Select(id => cards[id])];
    }
}
