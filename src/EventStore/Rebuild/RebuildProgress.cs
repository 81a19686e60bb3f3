namespace SalesEngagement.EventStore.Rebuild;

/// <summary>How far a rebuild is.</summary>
/// <param name="Done">Sequence numbers scanned.</param>
/// <param name="Total">Sequence numbers to scan; grows while events are appended.</param>
/// <param name="PerSecond">Sequence numbers a second since it began, or was taken up again.</param>
public sealed record RebuildProgress(long Done, long Total, double PerSecond)
{
    /// <summary>How long it takes still at this pace; null when there is none yet.</summary>
    public double? SecondsLeft => PerSecond > 0 ? Math.Max(Total - Done, 0) / PerSecond : null;
}

/// <summary>How a read model is to be rebuilt.</summary>
/// <param name="Restart">Begin with nothing even if a rebuild that was broken off could be continued.</param>
/// <param name="EventsPerSecond">Take no more than this; null for as many as the machine gives.</param>
public sealed record RebuildOptions(bool Restart = false, int? EventsPerSecond = null);
