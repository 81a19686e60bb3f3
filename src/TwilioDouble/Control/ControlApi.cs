using Microsoft.AspNetCore.Http.HttpResults;
using SalesEngagement.TwilioDouble.Calls;

namespace SalesEngagement.TwilioDouble.Control;

/// <summary>The strings a test or a demo pulls: chaos, what was said, and calls from outside.</summary>
internal static class ControlApi
{
    public static void MapControlApi(this IEndpointRouteBuilder app)
    {
        var control = app.MapGroup("/double");
        control.MapGet("/chaos", (Chaos chaos) => chaos.Now);
        control.MapPut("/chaos", (ChaosSettings settings, Chaos chaos) => chaos.Set(settings));
        control.MapDelete("/chaos", (Chaos chaos) => chaos.Set(new ChaosSettings()));
        control.MapGet("/requests", (RequestLog log) => log.Requests);
        control.MapGet("/callbacks", (RequestLog log, string? callSid) =>
            log.Callbacks.Where(callback => callSid is null || callback.CallSid == callSid));
        control.MapGet("/calls", (CallBook book) => book.Calls);
        control.MapPost("/inbound-calls", PlaceInbound);
    }

    private static Created<CarrierCall> PlaceInbound(
        InboundCall asked, CallLife life, TwilioDoubleOptions options, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var call = new CarrierCall
        {
            Sid = $"CA{Guid.CreateVersion7():N}",
            AccountSid = asked.AccountSid ?? options.AccountSid,
            To = asked.To,
            From = asked.From,
            Direction = "inbound",
            Status = "ringing",
            CreatedAt = now,
            UpdatedAt = now,
            StartedAt = now,
            Order = new CallOrder { Url = asked.VoiceUrl, StatusCallback = asked.StatusCallback },
        };
        life.Begin(call);
        return TypedResults.Created((string?)null, call);
    }

    /// <summary>Somebody calls one of the account's numbers, whose voice URL is given here.</summary>
    public sealed record InboundCall(string From, string To, string VoiceUrl, string? StatusCallback, string? AccountSid);
}
