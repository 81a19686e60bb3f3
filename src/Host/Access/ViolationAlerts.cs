using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using SalesEngagement.Application.Access;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Access;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.EventStore.Subscriptions;
using SalesEngagement.Projections.Access;

namespace SalesEngagement.Host.Access;

/// <summary>Counts violations and raises alerts by the rules of the configuration. One alert, however often it looks.</summary>
internal sealed partial class ViolationAlerts(
    IEventStore store, Answers answers, AccessMetrics metrics, IOptions<SecurityOptions> options, TimeProvider clock,
    ILogger<ViolationAlerts> log) : ISubscription
{
    private const string Principal = "violation-alerts";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Name => nameof(ViolationAlerts);

    public IReadOnlyCollection<Type> EventTypes { get; } = [typeof(ViolationDetected)];

    public async Task Handle(Event @event, CancellationToken ct)
    {
        var kind = ((ViolationDetected)@event.Body).Kind;
        if (!options.Value.Alerts.TryGetValue(kind, out var rule))
            return;
        if (!await store.WaitFor<AuditEntry>(@event.Sequence, Patience, ct))
            throw new TimeoutException($"{nameof(AuditEntry)} has not reached event {@event.Sequence}; violations cannot be counted yet.");

        var from = @event.Timestamp.AddMinutes(-rule.Minutes);
        var count = await AuditEntry.Violations(store.Query(@event.TenantId), kind, from, @event.Timestamp, ct);
        await Raise(@event.TenantId, new(kind, count, rule.Count, rule.Minutes), ct);
    }

    private async Task Raise(string tenantId, RaiseAlert command, CancellationToken ct)
    {
        var commands = new Commands(store, answers, clock, new CommandContext(tenantId, Principal, RecordScope.All));
        var stream = StreamOf(tenantId, command.Kind);
        var raised = await commands.On<SecurityAlert>(stream, (alert, now) => RaiseAlertHandler.Handle(command, alert, now), ct, Note);
        if (raised.Outcome == CommandOutcome.NotFound)
            await commands.Start<SecurityAlert>(stream, now => RaiseAlertHandler.Handle(command, now), ct, Note);

        void Note(IEventSession session, Domain.Decision decision)
        {
            metrics.Alert(command.Kind);
            LogAlert(command.Kind, tenantId, command.Count, command.Minutes);
        }
    }

    /// <summary>One stream for each company and kind.</summary>
    private static Guid StreamOf(string tenantId, ViolationKind kind)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"security-alert\n{tenantId}\n{kind}")).AsSpan(0, 16);
        hash[6] = (byte)(0x80 | (hash[6] & 0x0F));
        hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
        return new(hash, bigEndian: true);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Security alert: {Kind} in tenant {Tenant}, {Count} within {Minutes} minutes.")]
    private partial void LogAlert(ViolationKind kind, string tenant, int count, int minutes);
}
