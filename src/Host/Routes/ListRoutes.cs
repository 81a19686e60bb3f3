using SalesEngagement.Application.Lists;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Lists;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Lists;

namespace SalesEngagement.Host.Routes;

/// <summary>
/// Lists of contacts. A list is seen by its owner, by whoever reaches its owner's records and, when it is shared, by the
/// owner's team; it is changed by the first two. What is on it is seen by each as far as they reach themselves.
/// </summary>
internal static class ListRoutes
{
    private const string Collection = "/api/v1/lists";

    public static void MapLists(this IEndpointRouteBuilder app)
    {
        var lists = app.MapGroup(Collection).WithTags("Lists");
        lists.MapPost("", Create)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Make a list: with a search one of whoever it finds, without it one that contacts are put on")
            .Produces<ListView>(StatusCodes.Status201Created)
            .WithExamples(new NewList("Met at the fair", IsShared: true), ListView.Example with { Name = "Met at the fair", IsDynamic = false, Search = null });
        lists.MapGet("", List)
            .Needs(Permission.ReadContacts).Reads<ListCard>()
            .WithSummary("Lists: one's own, those of people whose records one reaches, and those one's team shares; the newest first")
            .Produces<ListPage<ListView>>()
            .WithExamples(request: null, new ListPage<ListView>([ListView.Example], Next: null));
        lists.MapGet("/{id:guid}", Get)
            .Needs(Permission.ReadContacts)
            .WithSummary("A list, with its version as ETag")
            .Produces<ListView>()
            .WithExamples(request: null, ListView.Example);
        lists.MapPatch("/{id:guid}", Change)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Rename a list, share it, or change what a dynamic one looks for")
            .Accepts<ListPatch>("application/merge-patch+json", "application/json")
            .Produces<ListView>()
            .WithExamples(new { name = "Navy" }, ListView.Example with { Name = "Navy", Version = 2 });
        lists.MapDelete("/{id:guid}", Delete)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Delete a list; its contacts stay")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> Create(
        NewList body, Commands commands, IQuerySession session, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var check = new Validation();
        var command = await ListCommands.Read(body, http.UserId(), check, session, ct);
        return check.Refusal is { } refusal
            ? refusal
            : await commands
                .Start<ContactList>(Guid.CreateVersion7(clock.GetUtcNow()), now => CreateListHandler.Handle(command, now), ct)
                .ToCreated(Collection, ListView.Of);
    }

    private static async Task<IResult> List(Paging paging, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        var cards = await ListCard.List(session, http.UserId(), http.Scope().Owners, paging.After<ListKey>(), paging.Limit + 1, ct);
        var page = paging.Of(cards, card => new ListKey(card.CreatedAt, card.Id));
        return Results.Ok(new ListPage<ListView>([.. page.Items.Select(ListView.Of)], page.Next));
    }

    private static async Task<IResult> Get(Guid id, IEventStore store, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        if (await VisibleList.Read(store, session, http, id, ct) is not { State: { } list, Version: var version })
            return CommandAnswers.NotFound;

        http.Response.Headers.ETag = CommandAnswers.ETagOf(version);
        return Results.Ok(ListView.Of(id, list, version));
    }

    private static async Task<IResult> Change(Guid id, ListPatch patch, Commands commands, IQuerySession session, CancellationToken ct)
    {
        var check = new Validation();
        var command = await ListCommands.Read(patch, check, session, ct);
        return check.Refusal is { } refusal
            ? refusal
            : await commands
                .On<ContactList>(id, (list, now) => ChangeListHandler.Handle(command, list, now), ct)
                .ToHttp(ListView.Of);
    }

    private static Task<IResult> Delete(Guid id, Commands commands, CancellationToken ct) => commands
        .On<ContactList>(id, (list, now) => DeleteListHandler.Handle(new(), list, now), ct)
        .ToHttp();
}

/// <summary>Lists that a caller sees.</summary>
internal static class VisibleList
{
    /// <summary>The list's stream; version 0 when there is none, it was deleted, or is neither in reach nor shared with the caller's team.</summary>
    public static async Task<StreamState<ContactList>> Read(
        IEventStore store, IQuerySession session, HttpContext http, Guid id, CancellationToken ct)
    {
        var stream = await store.Open(http.Tenant(), new(http.Principal())).Fetch<ContactList>(id, ct);
        return stream.State is { IsDeleted: false } list
            && (http.Scope().Covers(list)
                || (list.IsShared && await ListCard.AreTeammates(session, http.UserId(), list.OwnerId, ct)))
            ? stream
            : new(State: null, Version: 0, Position: 0);
    }
}
