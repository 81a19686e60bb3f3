using Microsoft.Extensions.Options;
using Npgsql;
using SalesEngagement.Application.Calls;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Calls;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.EventStore.Subscriptions;

namespace SalesEngagement.Host.Telephony;

/// <summary>
/// Gets requested calls to the carrier, each once: the intent is recorded before the carrier is asked, and when the
/// answer is lost, with us or without, the carrier is asked what it has before it is asked to dial again.
/// </summary>
internal sealed partial class CallDialer(
    IEventStore store,
    Answers answers,
    ITelephony telephony,
    IOptions<TelephonyOptions> options,
    TimeProvider clock,
    ILogger<CallDialer> log) : ISubscription
{
    private const string Principal = "call-dialer";

    // The carrier's clock may be a little behind ours, and its times are whole seconds.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(2);
    private static readonly string OtherCallSql = EmbeddedSql.Beside<CallDialer>("OtherCallWithSid.sql");

    public string Name => nameof(CallDialer);

    public IReadOnlyCollection<Type> EventTypes { get; } = [typeof(CallRequested)];

    public Task Handle(Event @event, CancellationToken ct) => Advance(@event.TenantId, @event.StreamId, ct);

    /// <summary>Does for a call whatever can be done now. Harmless at any time, from any process.</summary>
    public async Task Advance(string tenantId, Guid callId, CancellationToken ct)
    {
        var call = (await store.Open(tenantId, new(Principal)).Fetch<Call>(callId, ct)).State;
        if (call is not { CallSid: null, IsOver: false, Direction: CallDirection.Outbound })
            return;

        var asked = new CallToPlace(tenantId, callId, call.To, call.CallerId);
        if (call.DialAttempts == 0)
            await Dial(asked, attempt: 1, ct);
        else if (clock.GetUtcNow() >= call.DialingAt + Unsettled)
            await Settle(asked, call, ct);
    }

    /// <summary>After an attempt: until then the carrier may still be working on it, unseen.</summary>
    private TimeSpan Unsettled =>
        TimeSpan.FromSeconds(options.Value.CreateTimeoutSeconds + options.Value.SettleSeconds);

    private async Task Dial(CallToPlace call, int attempt, CancellationToken ct)
    {
        var marked = await On(call, (state, now) => DialCallHandler.Handle(new DialCall(attempt), state, now), ct);
        if (marked.Outcome != CommandOutcome.Done)
            return;

        var placing = await telephony.PlaceCall(call, ct);
        if (placing is Placing.Unclear)
            LogUnclear(call.CallId, attempt);
        await On(call, (state, now) => After(placing, state, now), ct);
    }

    private static Decision After(Placing placing, Call call, DateTimeOffset now) => placing switch
    {
        Placing.Placed placed => RecordCallPlacedHandler.Handle(new RecordCallPlaced(placed.CallSid), call, now),
        Placing.Refused no => RecordCallNotPlacedHandler.Handle(new RecordCallNotPlaced(no.Code, no.Kind), call, now),
        _ => [],
    };

    /// <summary>An attempt ended unclear, or its process did: look what became of it.</summary>
    private async Task Settle(CallToPlace asked, Call call, CancellationToken ct)
    {
        foreach (var found in await telephony.FindCalls(asked, call.RequestedAt - ClockSkew, ct))
        {
            if (await IsAnothers(found.CallSid, asked, ct))
                continue;
            LogFound(asked.CallId, found.CallSid);
            await On(asked, (state, now) => RecordCallPlacedHandler.Handle(new RecordCallPlaced(found.CallSid), state, now), ct);
            return;
        }

        if (call.DialAttempts < options.Value.DialAttempts)
        {
            await Dial(asked, call.DialAttempts + 1, ct);
            return;
        }

        LogGivenUp(asked.CallId, call.DialAttempts);
        var givingUp = new RecordCallNotPlaced(CarrierCode: null, CallFailureKind.Transient);
        await On(asked, (state, now) => RecordCallNotPlacedHandler.Handle(givingUp, state, now), ct);
    }

    private async Task<bool> IsAnothers(string callSid, CallToPlace call, CancellationToken ct) =>
        (await store.Query(call.TenantId).Query<OtherCall>(
            OtherCallSql, ct,
            new NpgsqlParameter<string> { TypedValue = call.TenantId },
            new NpgsqlParameter<string> { TypedValue = callSid },
            new NpgsqlParameter<Guid> { TypedValue = call.CallId })).Count > 0;

    private Task<CommandResult<Call>> On(CallToPlace call, Func<Call, DateTimeOffset, Decision> decide, CancellationToken ct) =>
        new Commands(store, answers, clock, new CommandContext(call.TenantId, Principal, RecordScope.All)).On(call.CallId, decide, ct);

    private sealed record OtherCall(Guid StreamId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {CallId}: the carrier gave no clear answer to attempt {Attempt}; it is looked up later.")]
    private partial void LogUnclear(Guid callId, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Call {CallId}: the carrier has it as {CallSid}.")]
    private partial void LogFound(Guid callId, string callSid);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {CallId}: given up after {Attempts} attempts that left no call at the carrier.")]
    private partial void LogGivenUp(Guid callId, int attempts);
}
