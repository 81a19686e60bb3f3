namespace SalesEngagement.EventStore.Rebuild;

/// <summary>How far a rebuild is.</summary>
/// <param name="Done">Sequence numbers scanned.</param>
/// <param name="Total">Sequence numbers to scan; grows while events are appended.</param>
/// <param name="PerSecond">Sequence numbers a second since it began.</param>
public sealed record RebuildProgress(long Done, long Total, double PerSecond);
