using Microsoft.AspNetCore.Http.Features;
using SalesEngagement.Application.Calls;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Calls;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Edge;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Webhooks;

/// <summary>What Twilio calls: answered after one append, whatever the order and however often.</summary>
internal static class TwilioWebhooks
{
    /// <summary>What all addresses begin with; the tenant's key follows.</summary>
    public const string Prefix = "/webhooks/twilio";

    private const string Principal = "twilio";

    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        var twilio = app.MapGroup($"{Prefix}/{{tenantKey}}")
            .AddEndpointFilter<SignedByTwilio>()
            .IsOpen("signed by the carrier for the tenant in the address")
            .Refuses(StatusCodes.Status403Forbidden)
            .WithTags("Webhooks from Twilio");
        Map("/voice/answer/{callId:guid}", Answer, "Tells Twilio to connect an answered call with its rep.")
            .Produces<string>(StatusCodes.Status200OK, Twiml.MediaType);
        Map("/voice/inbound", (HttpContext _) => Twiml.NobodyAvailable(), "Tells Twilio what to do with a call from outside.")
            .Produces<string>(StatusCodes.Status200OK, Twiml.MediaType);
        Map("/voice/status/{callId:guid}", Status, "Takes a report on where a call is.")
            .Produces(StatusCodes.Status204NoContent);
        Map("/recordings/{callId:guid}", Recording, "Takes a report on a recording of a call.")
            .Produces(StatusCodes.Status204NoContent);

        RouteHandlerBuilder Map(string pattern, Delegate handler, string summary) => twilio.MapPost(pattern, handler)
            .Accepts<IFormCollection>("application/x-www-form-urlencoded", "application/json")
            .WithSummary(summary);
    }

    private static async Task<IResult> Answer(Guid callId, HttpContext http, IEventStore store, CancellationToken ct)
    {
        var tenantId = Signed(http).Account.TenantId;
        var call = (await store.Open(tenantId, new(Principal)).Fetch<Call>(callId, ct)).State;
        return call is null ? CommandAnswers.NotFound : Twiml.ConnectTo(tenantId, call.UserId);
    }

    private static Task<IResult> Status(
        Guid callId, HttpContext http, IEventStore store, Answers answers, TimeProvider clock, CancellationToken ct) =>
        CallStatusForm.Status(Signed(http)) is { } report
            ? On(callId, (call, now) => ReportCallStatusHandler.Handle(report, call, now), new(store, answers, clock, Context(http)), ct)
            : Task.FromResult<IResult>(StatusProblems.Malformed("The form is not a call status as Twilio reports it."));

    private static Task<IResult> Recording(
        Guid callId, HttpContext http, IEventStore store, Answers answers, TimeProvider clock, CancellationToken ct) =>
        CallStatusForm.Recording(Signed(http), Guid.CreateVersion7(clock.GetUtcNow())) is { } report
            ? On(callId, (call, now) => RecordRecordingHandler.Handle(report, call, now), new(store, answers, clock, Context(http)), ct)
            : Task.FromResult<IResult>(StatusProblems.Malformed("The form is not a recording status as Twilio reports it."));

    private static async Task<IResult> On(
        Guid callId, Func<Call, DateTimeOffset, Decision> decide, Commands commands, CancellationToken ct) =>
        (await commands.On(callId, decide, ct)).Refusal() is { } refusal ? refusal : TypedResults.NoContent();

    private static CommandContext Context(HttpContext http) => new(
        Signed(http).Account.TenantId,
        Principal,
        RecordScope.All,
        Problem.TraceOf(http),
        CausationId: http.Request.Headers["I-Twilio-Idempotency-Token"] is [{ Length: <= 64 } token] ? token : null);

    private static TwilioRequest Signed(HttpContext http) => http.Features.GetRequiredFeature<TwilioRequest>();
}
