using SalesEngagement.Application.Merges;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Merges;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Routes;
using SalesEngagement.Projections.Calls;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Projections.Lists;
using SalesEngagement.Projections.Merges;

namespace SalesEngagement.Host.Merges;

/// <summary>Contacts that are one person. A merge is seen, made and taken back by who reaches both of them.</summary>
internal static class MergeRoutes
{
    private const string Collection = "/api/v1/contacts/merges";

    public static void MapMerges(this IEndpointRouteBuilder app)
    {
        var merges = app.MapGroup(Collection).WithTags("Contacts");
        merges.MapPost("", Merge)
            .Needs(Permission.MergeContacts).Reads<CallLog>().Reads<ContactTimeline>().Reads<ListMembership>()
            .Refuses(StatusCodes.Status404NotFound)
            .WithSummary("Merge two contacts into the winner; with dryRun show, field by field, what would become of them")
            .Produces<MergeView>(StatusCodes.Status201Created)
            .Produces<MergePreview>()
            .WithExamples(new NewMerge(MergeView.Example.WinnerId, MergeView.Example.LoserId), MergeView.Example, MergePreview.Example);
        merges.MapGet("", List)
            .Needs(Permission.ReadContacts).Refuses(StatusCodes.Status404NotFound)
            .WithSummary("Merges, the newest first, those taken back included; pages may be shorter where contacts are out of reach")
            .Produces<ListPage<MergeView>>()
            .WithExamples(request: null, new ListPage<MergeView>([MergeView.Example], Next: null));
        merges.MapGet("/{id:guid}", Get)
            .Needs(Permission.ReadContacts)
            .WithSummary("A merge, with its version as ETag")
            .Produces<MergeView>()
            .WithExamples(request: null, MergeView.Example);
        merges.MapPost("/{id:guid}/undo", Undo)
            .Needs(Permission.MergeContacts)
            .WithSummary("Take a merge back: both contacts are there again, each with what it had and what was changed on it since")
            .Produces<MergeView>()
            .WithExamples(request: null, MergeView.Example with { Version = 2, UndoneAt = MergeView.Example.MergedAt.AddHours(1) });
    }

    private static async Task<IResult> Merge(
        NewMerge body, Commands commands, IEventStore store, IQuerySession session, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var check = new Validation();
        check.Require(body.WinnerId is not null, "/winnerId", "is required");
        check.Require(body.LoserId is not null, "/loserId", "is required");
        check.Require(body.LoserId is null || body.LoserId != body.WinnerId, "/loserId", "must be another contact");
        foreach (var name in body.Fields?.Keys ?? [])
        {
            check.Require(
                MergedField.IsChoice(name), $"/fields/{FieldValues.Escaped(name)}",
                "is no field of which one value lives on; phones, emails and tags are united");
        }

        if (check.Refusal is { } refusal)
            return refusal;

        var now = clock.GetUtcNow();
        var command = new MergeContacts(
            Guid.CreateVersion7(now), body.WinnerId!.Value, body.LoserId!.Value, body.Fields ?? new Dictionary<string, MergeSide>());
        return body.DryRun is true
            ? await Preview(command, store, session, now, http, ct)
            : await MergeCommands.Merge(commands, command, ct).NamingSurvivor(session, ct).ToCreated(Collection, MergeView.Of);
    }

    private static async Task<IResult> Preview(
        MergeContacts command, IEventStore store, IQuerySession session, DateTimeOffset now, HttpContext http, CancellationToken ct)
    {
        if ((await store.Read<Contact>(http, command.WinnerId, ct)).State is not { } winner
            || (await store.Read<Contact>(http, command.LoserId, ct)).State is not { } loser)
        {
            return CommandAnswers.NotFound;
        }

        var decision = MergeContactsHandler.Handle(command, winner, loser, now);
        var asked = Task.FromResult(new CommandResult<ContactMerge>(
            decision.Rejection is null ? CommandOutcome.Done : CommandOutcome.Rejected, command.MergeId, Rejection: decision.Rejection));
        if ((await asked.NamingSurvivor(session, ct)).Refusal() is { } refusal)
            return refusal;
        return (await RelationshipRules.OfMerging(session, command.WinnerId, command.LoserId, ct)) is { } circle
            ? circle
            : Results.Ok(MergePreview.Of(command, winner, loser, await MergedContacts.Following(session, command.LoserId, ct), now));
    }

    private static async Task<IResult> List(
        Guid? contactId, Paging paging, IQuerySession session, IEventStore store, HttpContext http, CancellationToken ct)
    {
        if (contactId is { } id && (await store.Read<Contact>(http, id, ct)).State is null)
            return CommandAnswers.NotFound;

        var cards = await ContactMergeCard.List(session, contactId, paging.After<MergeKey>(), paging.Limit + 1, ct);
        var page = paging.Of(cards, card => new MergeKey(card.Id));
        var contacts = await store.Open(http.Tenant(), new(http.Principal()))
            .FetchMany<Contact>([.. page.Items.SelectMany(card => new[] { card.WinnerId, card.LoserId }).Distinct()], ct);
        return Results.Ok(new ListPage<MergeView>(
            [.. page.Items.Where(card => IsReached(card.WinnerId) && IsReached(card.LoserId)).Select(MergeView.Of)], page.Next));

        bool IsReached(Guid one) => contacts.GetValueOrDefault(one)?.State is { } contact && http.Scope().Covers(contact);
    }

    private static async Task<IResult> Get(Guid id, IEventStore store, HttpContext http, CancellationToken ct)
    {
        var stream = await store.Read<ContactMerge>(http, id, ct);
        if (stream.State is not { } merge
            || (await store.Read<Contact>(http, merge.WinnerId, ct)).State is null
            || (await store.Read<Contact>(http, merge.LoserId, ct)).State is null)
        {
            return CommandAnswers.NotFound;
        }

        http.Response.Headers.ETag = CommandAnswers.ETagOf(stream.Version);
        return Results.Ok(MergeView.Of(id, merge, stream.Version));
    }

    private static Task<IResult> Undo(Guid id, Commands commands, CancellationToken ct) =>
        MergeCommands.Undo(commands, id, ct).ToHttp(MergeView.Of);
}
