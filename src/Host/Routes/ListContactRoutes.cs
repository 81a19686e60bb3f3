using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.Lists;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Lists;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Projections.Lists;
using SalesEngagement.Projections.Merges;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Host.Routes;

/// <summary>What is on lists of contacts.</summary>
internal static class ListContactRoutes
{
    public static void MapListContacts(this IEndpointRouteBuilder app)
    {
        var contacts = app.MapGroup("/api/v1/lists/{id:guid}/contacts").WithTags("Lists");
        contacts.MapGet("", List)
            .Needs(Permission.ReadContacts).Reads<ListMembership>().Reads<ContactSearch>().Reads<CompanySearch>().Reads<ContactCard>().AuditsBulk("contacts")
            .WithSummary("The contacts on a list that one reaches oneself: those of a dynamic one as its search finds them now, the best first, or all of them, the newest first, when it has no words")
            .Produces<ListPage<ContactView>>()
            .WithExamples(request: null, new ListPage<ContactView>([ContactExamples.Contact], Next: null));
        contacts.MapPut("/{contactId:guid}", Add)
            .Needs(Permission.ChangeContacts).Refuses(StatusCodes.Status409Conflict)
            .WithSummary("Put a contact on a list")
            .Produces(StatusCodes.Status204NoContent);
        contacts.MapDelete("/{contactId:guid}", Remove)
            .Needs(Permission.ChangeContacts).Refuses(StatusCodes.Status409Conflict)
            .WithSummary("Take a contact off a list")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> List(
        Guid id, Paging paging, IEventStore store, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        if ((await VisibleList.Read(store, session, http, id, ct)).State is not { } list)
            return CommandAnswers.NotFound;

        var reach = http.Scope().Owners;
        return list.Search is { } search
            ? Results.Ok(await Found(search, reach, paging, session, ct))
            : Results.Ok(await Put(id, reach, paging, session, ct));
    }

    private static async Task<ListPage<ContactView>> Found(
        SavedSearch search, Guid[]? reach, Paging paging, IQuerySession session, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(search.Text?.Value))
        {
            var filter = await search.Narrow(reach, session, ct);
            var cards = await ContactCard.List(session, filter, ContactOrder.ByCreatedDescending, paging.After<ContactKey>(), paging.Limit + 1, ct);
            var all = paging.Of(cards, ContactKey.Of);
            return new([.. all.Items.Select(ContactView.Of)], all.Next);
        }

        var found = await ContactMatches.Find(session, search.Text?.Value, await search.Filter(reach, session, ct), ct);
        var page = await SearchPage.Of(search.Text?.Value, found, reach, paging, session, ct);
        return new([.. page.Items.Select(item => item.Contact)], page.Next);
    }

    private static async Task<ListPage<ContactView>> Put(
        Guid id, Guid[]? reach, Paging paging, IQuerySession session, CancellationToken ct)
    {
        var members = await ListMembership.Of(session, id, reach, paging.After<MemberKey>(), paging.Limit + 1, ct);
        var page = paging.Of(members, member => new MemberKey(member.AddedAt, member.ContactId));
        var cards = await FoundCards.Of(session, page.Items.Select(member => member.ContactId), reach, ct);
        return new(
            [.. page.Items.Where(member => cards.ContainsKey(member.ContactId)).Select(member => ContactView.Of(cards[member.ContactId]))],
            page.Next);
    }

    private static async Task<IResult> Add(
        Guid id, Guid contactId, Commands commands, IEventStore store, HttpContext http, CancellationToken ct)
    {
        if (await Refusal(id, store, http, ct) is { } refusal)
            return refusal;
        var contact = (await store.Read<Contact>(http, contactId, ct)).State;
        if (contact is { MergedInto: { } into })
            return new Problem(StatusCodes.Status409Conflict, ContactUse.MergedCode, ContactUse.Merged(into).Detail);
        if (contact is not { IsDeleted: false })
            return CommandAnswers.NotFound;

        var member = ListMember.IdOf(id, contactId);
        var command = new AddToList(id, contactId);
        // Who was on it before has a stream; who never was gets one. Two at once start it once.
        var result = await commands.On<ListMember>(member, (known, now) => AddToListHandler.Handle(command, known, now), ct);
        return await (result.Outcome == CommandOutcome.NotFound
            ? commands.Start<ListMember>(member, now => AddToListHandler.Handle(command, member: null, now), ct)
            : Task.FromResult(result)).ToHttp();
    }

    private static async Task<IResult> Remove(
        Guid id, Guid contactId, Commands commands, IEventStore store, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        if ((await Refusal(id, store, http, ct) ?? await Reached(contactId, store, http, ct)) is { } refusal)
            return refusal;

        // Those that were merged into it are on the list as it: they go with it.
        var done = new List<CommandResult<ListMember>>();
        foreach (var one in await MergedContacts.With(session, contactId, ct))
        {
            var member = ListMember.IdOf(id, one);
            done.Add(await commands.On<ListMember>(member, (known, now) => RemoveFromListHandler.Handle(new(), known, now), ct));
        }

        // Who never was on the list is not on it now either: that is what was asked for.
        return done.Where(result => result.Outcome != CommandOutcome.NotFound).MaxBy(result => result.Position) is { } last
            ? await Task.FromResult(done.Find(result => result.Refusal() is not null && result.Outcome != CommandOutcome.NotFound) ?? last).ToHttp()
            : Results.NoContent();
    }

    /// <summary>Why nobody is put on this list or taken off it; null when the caller may.</summary>
    private static async Task<Problem?> Refusal(Guid id, IEventStore store, HttpContext http, CancellationToken ct) =>
        (await store.Read<ContactList>(http, id, ct)).State switch
        {
            not { IsDeleted: false } => CommandAnswers.NotFound,
            { IsDynamic: true } => new(409, "list-is-dynamic", "A search finds the contacts of this list: change the search."),
            _ => null,
        };

    private static async Task<Problem?> Reached(Guid contactId, IEventStore store, HttpContext http, CancellationToken ct) =>
        (await store.Read<Contact>(http, contactId, ct)).State is null ? CommandAnswers.NotFound : null;
}
