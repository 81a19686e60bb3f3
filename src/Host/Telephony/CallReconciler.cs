using Microsoft.Extensions.Options;
using Npgsql;
using SalesEngagement.Application.Calls;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Calls;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Telephony;

/// <summary>
/// Repairs what webhooks lost: asks the carrier for calls that are open for too long, and moves on those whose dialling
/// was cut off. Every node does it; what one of them has recorded is nothing new to the others.
/// </summary>
internal sealed partial class CallReconciler(
    IEventStore store,
    StoreOptions databases,
    Answers answers,
    ITelephony telephony,
    CallDialer dialer,
    IOptions<TelephonyOptions> options,
    TimeProvider clock,
    ILogger<CallReconciler> log) : BackgroundService
{
    private const string Principal = "call-reconciler";
    private const int CallsPerSweep = 1000;
    private static readonly string OpenCallsSql = EmbeddedSql.Beside<CallReconciler>("OpenCalls.sql");
    private readonly NpgsqlDataSource _allTenants = NpgsqlDataSource.Create(databases.DaemonConnection);

    public override void Dispose()
    {
        _allTenants.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.ReconcileEverySeconds), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await Sweep(stoppingToken);
    }

    private async Task Sweep(CancellationToken ct)
    {
        try
        {
            foreach (var (tenantId, callId) in await OpenCalls(ct))
                await Look(tenantId, callId, ct);
        }
        catch (Exception e) when (e is NpgsqlException && !ct.IsCancellationRequested)
        {
            LogNoList(e);
        }
    }

    private async Task Look(string tenantId, Guid callId, CancellationToken ct)
    {
        try
        {
            await Reconcile(tenantId, callId, ct);
        }
#pragma warning disable CA1031 // One call that cannot be repaired must not keep the others from it.
        catch (Exception e) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(callId, e.GetType().Name);
        }
    }

    private async Task Reconcile(string tenantId, Guid callId, CancellationToken ct)
    {
        await dialer.Advance(tenantId, callId, ct);

        var call = (await store.Open(tenantId, new(Principal)).Fetch<Call>(callId, ct)).State;
        if (call is not { IsOver: false, CallSid: { } sid } || await telephony.FetchCall(tenantId, sid, ct) is not { } found)
            return;

        var commands = new Commands(store, answers, clock, new CommandContext(tenantId, Principal, RecordScope.All));
        await commands.On<Call>(callId, (state, now) => ReconcileCallHandler.Handle(new ReconcileCall(found), state, now), ct);
    }

    private async Task<IReadOnlyList<(string TenantId, Guid CallId)>> OpenCalls(CancellationToken ct)
    {
        await using var command = _allTenants.CreateCommand(OpenCallsSql);
        var since = clock.GetUtcNow() - TimeSpan.FromSeconds(options.Value.ReconcileAfterSeconds);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = since });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = CallsPerSweep });
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<(string, Guid)> open = [];
        while (await reader.ReadAsync(ct))
            open.Add((reader.GetString(0), reader.GetGuid(1)));
        return open;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of open calls could not be read; the next sweep tries again.")]
    private partial void LogNoList(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {CallId} could not be reconciled ({Fault}); the next sweep tries again.")]
    private partial void LogFailed(Guid callId, string fault);
}
