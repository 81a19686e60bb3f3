using System.Diagnostics.Metrics;
using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.EventStore.Scheduling;

/// <summary>How late scheduled messages are fired.</summary>
internal static class ScheduleMetrics
{
    private static readonly Histogram<double> Lateness = DaemonMetrics.Meter.CreateHistogram<double>(
        "engagement.schedule.lateness", "ms", "From the instant a message was due to the commit of its effects");

    /// <summary>Records a message that was fired.</summary>
    public static void Fired(TimeSpan late) => Lateness.Record(late.TotalMilliseconds);
}
