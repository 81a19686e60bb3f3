using Npgsql;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.BulkChanges;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Edge;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Projections.Lists;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>One change of many contacts: looked at, confirmed, watched, taken back.</summary>
internal static class BulkChangeRoutes
{
    internal const string Collection = "/api/v1/contacts/bulk-changes";
    private const string Refused = "RF001";

    /// <summary>The answer for a preview that is there no more.</summary>
    internal static Problem Expired { get; } = new(409, "preview-expired", "The preview has expired. Look again.");

    public static void MapBulkChanges(this IEndpointRouteBuilder app)
    {
        var changes = app.MapGroup(Collection).WithTags("Bulk changes");
        changes.MapPost("/previews", Preview)
            .Needs(Permission.ChangeManyContacts).Reads<ContactCard>().Reads<ContactSearch>().Reads<ListMembership>().AuditsBulk("bulk-change")
            .WithMetadata(Unhurried.Instance)
            .WithSummary("Choose contacts and what to do to each: counts and keeps them, and gives the token that carries it out")
            .Produces<BulkPreviewView>()
            .WithExamples(BulkChangeExamples.New, BulkChangeExamples.Preview);
        changes.MapPost("", Confirm)
            .Needs(Permission.ChangeManyContacts)
            .WithSummary("Carry out what a preview showed, behind the request; the same token again is the same bulk change")
            .Produces<BulkChangeView>(StatusCodes.Status202Accepted)
            .WithExamples(BulkChangeExamples.Confirm, BulkChangeExamples.Change);
        changes.MapGet("", BulkChangeLists.List)
            .Needs(Permission.ChangeManyContacts)
            .WithSummary("Bulk changes, the newest first")
            .Produces<ListPage<BulkChangeView>>()
            .WithExamples(request: null, new ListPage<BulkChangeView>([BulkChangeExamples.Change], Next: null));
        changes.MapGet("/{id:guid}", Get)
            .Needs(Permission.ChangeManyContacts)
            .WithSummary("A bulk change: where it stands, how fast it is, what became of its contacts")
            .Produces<BulkChangeView>()
            .WithExamples(request: null, BulkChangeExamples.Change);
        changes.MapGet("/{id:guid}/items", BulkChangeLists.Items)
            .Needs(Permission.ChangeManyContacts)
            .WithSummary("The contacts of a bulk change and what became of each, by result if wanted")
            .Produces<ListPage<BulkItemView>>()
            .WithExamples(request: null, new ListPage<BulkItemView>([BulkChangeExamples.Item], Next: null));
        changes.MapPost("/{id:guid}/cancel", Cancel)
            .Needs(Permission.ChangeManyContacts)
            .WithSummary("Break a bulk change off; what was done by then stays, and can be undone")
            .Produces<BulkChangeView>(StatusCodes.Status202Accepted)
            .WithExamples(request: null, BulkChangeExamples.Change with { Status = BulkChangeStatus.Cancelled });
        changes.MapPost("/{id:guid}/undo", Undo)
            .Needs(Permission.ChangeManyContacts)
            .WithSummary("Give each contact back what it had, except where somebody has changed that since")
            .Produces<BulkChangeView>(StatusCodes.Status202Accepted)
            .WithExamples(request: null, BulkChangeExamples.Undoing);
    }

    private static async Task<IResult> Preview(
        NewPreview body, BulkPreviews previews, IEventStore store, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        var check = new Validation();
        var selection = await BulkSelection.Read(body.Selection, check, store, session, http, ct);
        var (plan, value) = await new BulkPlanReader(check, store, session, http).Read(body.Change, ct);
        return check.Refusal is { } refusal
            ? refusal
            : await previews.Make(http, selection, plan, value, new(body.Change!.FieldValue), ct);
    }

    private static async Task<IResult> Confirm(
        ConfirmBody body, BulkPreviews previews, BulkChangeCommands changes, Commands commands, IQuerySession session, BulkChangeSignal signal,
        HttpContext http, CancellationToken ct)
    {
        var check = new Validation();
        if (previews.Revealed(http, body.Token) is not { } id)
        {
            check.Require(condition: false, "/token", "is not the token of a preview of yours");
            return check.Refusal!;
        }

        if (await BulkChangeRow.Find(session, id, ct) is not { Contacts: not null } row)
            return Expired;
        try
        {
            var answer = await changes.Confirm(commands, row, Problem.TraceOf(http), ct)
                .ToAccepted(Collection, (_, change, version) => View(session, id, change, version, ct));
            signal.Raise();
            return answer;
        }
        catch (PostgresException e) when (e.SqlState == Refused)
        {
            return Expired;
        }
    }

    private static async Task<IResult> Get(Guid id, IEventStore store, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        var (change, version, _) = await store.Read<BulkChange>(http, id, ct);
        if (change is null)
            return CommandAnswers.NotFound;
        http.Response.Headers.ETag = CommandAnswers.ETagOf(version);
        return Results.Ok(await View(session, id, change, version, ct));
    }

    private static Task<IResult> Cancel(
        Guid id, Commands commands, BulkChangeCommands changes, IQuerySession session, CancellationToken ct) =>
        changes.Cancel(commands, id, ct).ToAccepted(Collection, (_, change, version) => View(session, id, change, version, ct));

    private static async Task<IResult> Undo(
        Guid id, Commands commands, IQuerySession session, BulkChangeSignal signal, HttpContext http, CancellationToken ct)
    {
        var command = new Application.BulkChanges.UndoBulkChange(http.UserId(), await BulkChangeLists.HasItems(session, id, ct));
        var answer = await BulkChangeCommands.Undo(commands, id, command, ct)
            .ToAccepted(Collection, (_, change, version) => View(session, id, change, version, ct));
        signal.Raise();
        return answer;
    }

    /// <summary>A bulk change as it is shown, with the row beside its stream.</summary>
    private static async Task<object> View(IQuerySession session, Guid id, BulkChange change, long version, CancellationToken ct) =>
        BulkChangeView.Of(id, change, version, (await BulkChangeRow.Find(session, id, ct))!);
}
