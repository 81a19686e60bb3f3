namespace SalesEngagement.EventStore.History;

/// <summary>The first place where history is not what was sealed, and what is wrong there.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="TenantId">Whose history; null for the whole store's.</param>
/// <param name="Block">Number of the tenant's block; null outside any block.</param>
/// <param name="Round">Number of the round, when that is what is wrong.</param>
/// <param name="Sequence">Sequence of the event, or the first that the block or round covers.</param>
/// <param name="EventId">Id of the event, when one can be named.</param>
public sealed record HistoryFault(
    HistoryFaultKind Kind, string? TenantId, long? Block, long? Round, long? Sequence, Guid? EventId);

/// <summary>What is wrong with a history.</summary>
public enum HistoryFaultKind
{
    /// <summary>The event is not what was sealed.</summary>
    Changed,

    /// <summary>The event is gone.</summary>
    Missing,

    /// <summary>The event was not there when its place was sealed.</summary>
    Inserted,

    /// <summary>Another sealed event of the block stands in its place.</summary>
    Reordered,

    /// <summary>This and everything after it is gone.</summary>
    Truncated,

    /// <summary>What the block says of its events is not what it signed, or its round knows it differently.</summary>
    BlockChanged,

    /// <summary>The block is gone while later ones are there.</summary>
    BlockMissing,

    /// <summary>The block or round does not follow the one before.</summary>
    ChainBroken,

    /// <summary>No trusted key signed the block or round.</summary>
    SignatureWrong,

    /// <summary>The anchor knows another round of this number, or the database has none.</summary>
    NotAnchored,
}
