namespace SalesEngagement.EventStore.History;

/// <summary>How history is sealed.</summary>
public sealed class SealOptions
{
    /// <summary>What signs, and what once did.</summary>
    public required SealKeys Keys { get; init; }

    /// <summary>Where super-roots go.</summary>
    public required IHistoryAnchor Anchor { get; init; }

    /// <summary>How long events are gathered before a round: fewer and larger blocks, but so far behind the mark.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>How many sequence numbers one round takes at most; bounds its memory.</summary>
    public int RoundSize { get; init; } = 5000;
}
