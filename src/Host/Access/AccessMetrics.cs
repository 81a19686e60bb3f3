using System.Diagnostics.Metrics;
using SalesEngagement.Domain.Access;

namespace SalesEngagement.Host.Access;

/// <summary>Counts what happens at the door. Nothing of any tenant is in it.</summary>
internal sealed class AccessMetrics : IDisposable
{
    private readonly Meter _meter = new("SalesEngagement.Access");
    private readonly Counter<long> _violations;
    private readonly Counter<long> _alerts;
    private readonly Counter<long> _notChecked;

    public AccessMetrics()
    {
        _violations = _meter.CreateCounter<long>("access.violations", "{violation}", "What must not happen and did.");
        _alerts = _meter.CreateCounter<long>("access.alerts", "{alert}", "Violations that were so many that somebody has to look.");
        _notChecked = _meter.CreateCounter<long>("access.foreign_ids_not_checked", "{id}", "Unknown ids that were too many to look up.");
    }

    public void Violation(ViolationKind kind) => _violations.Add(1, new KeyValuePair<string, object?>("kind", $"{kind}"));

    public void Alert(ViolationKind kind) => _alerts.Add(1, new KeyValuePair<string, object?>("kind", $"{kind}"));

    public void ForeignIdNotChecked() => _notChecked.Add(1);

    public void Dispose() => _meter.Dispose();
}
