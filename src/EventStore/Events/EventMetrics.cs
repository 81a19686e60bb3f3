using System.Diagnostics.Metrics;

namespace SalesEngagement.EventStore.Events;

/// <summary>What the store tells about the events it reads.</summary>
internal static class EventMetrics
{
    /// <summary>Events of types that this program does not know: kept, shown as <see cref="UnknownFact"/>, folded by nobody.</summary>
    public static readonly Counter<long> Unknown =
        Daemon.DaemonMetrics.Meter.CreateCounter<long>("engagement.events.unknown", "{event}", "Events of unknown types that were read");
}
