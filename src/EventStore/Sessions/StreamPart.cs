namespace SalesEngagement.EventStore.Sessions;

/// <summary>Which events of a stream are wanted.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="UpTo">The last version wanted.</param>
/// <param name="AsOf">Only what was recorded by then; null for all.</param>
internal sealed record StreamPart(Guid StreamId, long UpTo = long.MaxValue, DateTimeOffset? AsOf = null)
{
    /// <summary>Whether that is all of them.</summary>
    public bool IsWhole => UpTo == long.MaxValue && AsOf is null;
}
