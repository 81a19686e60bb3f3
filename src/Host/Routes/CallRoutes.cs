using SalesEngagement.Application.Calls;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Merges;
using SalesEngagement.Projections.Calls;

namespace SalesEngagement.Host.Routes;

/// <summary>Calls to contacts.</summary>
internal static class CallRoutes
{
    private const string Collection = "/api/v1/calls";
    private const int LongestNote = 10_000;

    public static void MapCalls(this IEndpointRouteBuilder app)
    {
        var calls = app.MapGroup(Collection).WithTags("Calls");
        calls.MapPost("", Request)
            .Needs(Permission.MakeCalls)
            .WithSummary("Call a contact; the gate decides whether that is allowed")
            .Produces<RequestedCall>(StatusCodes.Status201Created)
            .Refuses(StatusCodes.Status404NotFound)
            .WithExamples(CallExamples.New, CallExamples.Requested);
        calls.MapGet("/{id:guid}", (Guid id, IEventStore store, HttpContext http, CancellationToken ct) =>
                store.Answer<Call>(http, id, CallView.Of, ct))
            .Needs(Permission.ReadCalls)
            .WithSummary("A call, with its version as ETag")
            .Produces<CallView>()
            .WithExamples(request: null, CallExamples.Call);
        calls.MapPut("/{id:guid}/disposition", SayHowItWent)
            .Needs(Permission.MakeCalls)
            .WithSummary("Say how a call went; saying it anew corrects")
            .Produces<CallView>()
            .WithExamples(CallExamples.Disposition, CallExamples.Call);
        calls.MapGet("", List)
            .Needs(Permission.ReadCalls).Reads<CallLog>().AuditsBulk("calls")
            .WithSummary("Calls, the newest first")
            .Produces<ListPage<CallView>>()
            .WithExamples(request: null, new ListPage<CallView>([CallExamples.Call], Next: null));
    }

    private static async Task<IResult> Request(
        NewCall body, Commands commands, IQuerySession session, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var check = new Validation();
        var parts = new ContactParts(check);
        check.Require(body.ContactId is not null, "/contactId", "is required");
        var phone = body.Phone is null ? null : parts.Number(body.Phone, "/phone");
        var callerId = body.CallerId is null ? "" : parts.Number(body.CallerId, "/callerId").Value;
        if (check.Refusal is { } refusal)
            return refusal;

        var command = new RequestCall(body.ContactId!.Value, phone, callerId, http.UserId());
        return await commands
            .Start<Call, Contact>(
                Guid.CreateVersion7(clock.GetUtcNow()),
                command.ContactId,
                (contact, now) => RequestCallHandler.Handle(command, contact, now),
                ct)
            .NamingSurvivor(session, ct)
            .ToCreated(Collection, RequestedCall.Of);
    }

    private static async Task<IResult> SayHowItWent(
        Guid id, CallDispositionBody body, Commands commands, HttpContext http, CancellationToken ct)
    {
        var check = new Validation();
        check.Require(body.Disposition is not null, "/disposition", "is required");
        var note = check.OptionalText(body.Note, "/note", LongestNote);
        if (check.Refusal is { } refusal)
            return refusal;

        var command = new DispositionCall(
            body.Disposition!.Value, note is null ? null : new FreeText(note), body.FollowUpAt, http.UserId());
        return await commands
            .On<Call>(id, (call, now) => DispositionCallHandler.Handle(command, call, now), ct)
            .ToHttp(CallView.Of);
    }

    private static async Task<IResult> List(
        Guid? contactId,
        Guid? userId,
        Word<CallStatus>? status,
        Word<CallDirection>? direction,
        Instant? from,
        Instant? to,
        Paging paging,
        IQuerySession session,
        HttpContext http,
        CancellationToken ct)
    {
        var filter = new CallFilter(http.Scope().Owners, contactId, userId, status?.Value, direction?.Value, from?.Value, to?.Value);
        var lines = await CallLog.List(session, filter, paging.After<CallKey>(), paging.Limit + 1, ct);
        var page = paging.Of(lines, line => new CallKey(line.RequestedAt, line.Id));
        return Results.Ok(new ListPage<CallView>([.. page.Items.Select(CallView.Of)], page.Next));
    }
}
