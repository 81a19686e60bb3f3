using SalesEngagement.Application.Pipeline;
using SalesEngagement.Application.Relationships;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Relationships;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Relationships;

namespace SalesEngagement.Host.Routes;

/// <summary>
/// What contacts are to each other. A relationship is seen by who reaches both of them, while none is put away; the other
/// contact is read from its stream, so that nobody is shown who has just gone out of reach.
/// </summary>
internal static class RelationshipRoutes
{
    private const string Contacts = "/api/v1/contacts";
    private const string One = "/{relationshipId:guid}";

    public static void MapRelationships(this IEndpointRouteBuilder app)
    {
        var relationships = app.MapGroup(Contacts + "/{id:guid}/relationships").WithTags("Contacts");
        relationships.MapPost("", Add)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Say what a contact is to another; the other sees the inverse")
            .Produces<RelationshipView>(StatusCodes.Status201Created)
            .WithExamples(new NewRelationship(RelationshipKind.ReportsTo, RelationshipView.Example.ContactId), RelationshipView.Example);
        relationships.MapGet("", List)
            .Needs(Permission.ReadContacts).Reads<RelationshipCard>()
            .WithSummary("What a contact is to others, the oldest first; pages may be shorter where others are out of reach")
            .Produces<ListPage<RelationshipView>>()
            .WithExamples(request: null, new ListPage<RelationshipView>([RelationshipView.Example], Next: null));
        relationships.MapGet(One, Get)
            .Needs(Permission.ReadContacts)
            .WithSummary("A relationship, with its version as ETag")
            .Produces<RelationshipView>()
            .WithExamples(request: null, RelationshipView.Example);
        relationships.MapDelete(One, Remove)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Remove a relationship, from both sides")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> Add(
        Guid id, NewRelationship body, Commands commands, IEventStore store, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (await Found(store, http, id, ct) is null)
            return CommandAnswers.NotFound;

        var check = new Validation();
        check.Require(body.Kind is not null, "/kind", "is required");
        check.Require(body.ContactId != id, "/contactId", "must be another contact");
        var other = body.ContactId is { } otherId ? await Found(store, http, otherId, ct) : null;
        check.Require(other is not null, "/contactId", "is not a contact");
        if (check.Refusal is { } refusal)
            return refusal;

        var command = new AddRelationship(id, body.Kind!.Value, body.ContactId!.Value);
        var streamId = Guid.CreateVersion7(clock.GetUtcNow());
        return await commands
            .Start<Relationship>(
                streamId, now => AddRelationshipHandler.Handle(command, now), ct,
                (session, decision) => RelationshipRules.Keep(session, decision))
            .Within(RelationshipRules.Refusals, streamId)
            .ToCreated($"{Contacts}/{id}/relationships", (added, state, _) => RelationshipView.Of(added, state, id, other!));
    }

    private static async Task<IResult> List(
        Guid id, Paging paging, IQuerySession session, IEventStore store, HttpContext http, CancellationToken ct)
    {
        if (await Found(store, http, id, ct) is null)
            return CommandAnswers.NotFound;

        var cards = await RelationshipCard.Of(session, id, paging.After<RelationshipKey>(), paging.Limit + 1, ct);
        var page = paging.Of(cards, card => new RelationshipKey(card.Id));
        var others = await store.Open(http.Tenant(), new(http.Principal()))
            .FetchMany<Contact>([.. page.Items.Select(card => RelationshipView.OtherThan(id, card)).Distinct()], ct);
        return Results.Ok(new ListPage<RelationshipView>([.. Shown(id, page.Items, others, http.Scope())], page.Next));
    }

    private static IEnumerable<RelationshipView> Shown(
        Guid id, IReadOnlyList<RelationshipCard> cards, IReadOnlyDictionary<Guid, StreamState<Contact>> others, RecordScope scope)
    {
        foreach (var card in cards)
        {
            if (others.GetValueOrDefault(RelationshipView.OtherThan(id, card))?.State is { IsDeleted: false } other && scope.Covers(other))
                yield return RelationshipView.Of(card, id, other);
        }
    }

    private static async Task<IResult> Get(
        Guid id, Guid relationshipId, IEventStore store, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        if (await Seen(store, session, http, id, relationshipId, ct) is not var (alike, other))
            return CommandAnswers.NotFound;

        var card = alike.First(one => one.Id == relationshipId);
        http.Response.Headers.ETag = CommandAnswers.ETagOf(card.Version);
        return Results.Ok(RelationshipView.Of(card, id, other));
    }

    /// <summary>Those that became the same by a merge are shown as one, and go as one.</summary>
    private static async Task<IResult> Remove(
        Guid id, Guid relationshipId, Commands commands, IEventStore store, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        if (await Seen(store, session, http, id, relationshipId, ct) is not var (alike, _))
            return CommandAnswers.NotFound;
        foreach (var twin in alike.Where(one => one.Id != relationshipId))
        {
            var result = await commands.On<Relationship>(
                twin.Id, (relationship, now) => RemoveRelationshipHandler.Handle(new(), relationship, now), ct);
            if (result.Outcome != CommandOutcome.VersionMismatch && result.Refusal() is { } refusal)
                return refusal;
        }

        return await commands
            .On<Relationship>(relationshipId, (relationship, now) => RemoveRelationshipHandler.Handle(new(), relationship, now), ct)
            .ToHttp();
    }

    /// <summary>
    /// The relationship under the ids of those who stand for its sides, with those that became the same, and the other contact;
    /// null when one of both contacts is not there, or out of reach.
    /// </summary>
    private static async Task<(IReadOnlyList<RelationshipCard> Alike, Contact Other)?> Seen(
        IEventStore store, IQuerySession session, HttpContext http, Guid id, Guid relationshipId, CancellationToken ct)
    {
        var alike = await RelationshipCard.Alike(session, relationshipId, ct);
        if (alike is not [var card, ..] || card.ContactId == card.OtherId || (card.ContactId != id && card.OtherId != id))
            return null;
        if (await Found(store, http, id, ct) is null)
            return null;
        return await Found(store, http, RelationshipView.OtherThan(id, card), ct) is { } other ? (alike, other) : null;
    }

    private static async Task<Contact?> Found(IEventStore store, HttpContext http, Guid id, CancellationToken ct) =>
        (await store.Read<Contact>(http, id, ct)).State is { IsDeleted: false } contact ? contact : null;
}
