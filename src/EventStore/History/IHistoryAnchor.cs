namespace SalesEngagement.EventStore.History;

/// <summary>
/// Keeps the super-roots where whoever rewrites the database cannot reach: what is written can be read but not changed.
/// A file by default; a notary, another cloud's object store with a retention lock, or a printer would do as well.
/// </summary>
public interface IHistoryAnchor
{
    /// <summary>The last super-root kept; null when there is none.</summary>
    Task<AnchoredRound?> Last(CancellationToken ct);

    /// <summary>Keeps super-roots, in order; returns when they cannot be lost any more.</summary>
    Task Add(IReadOnlyList<AnchoredRound> rounds, CancellationToken ct);

    /// <summary>All super-roots, in order.</summary>
    IAsyncEnumerable<AnchoredRound> Read(CancellationToken ct);
}

/// <summary>A super-root, for the outside: numbers and hashes only.</summary>
/// <param name="Round">Number of the round.</param>
/// <param name="UpTo">Everything up to this sequence is sealed.</param>
/// <param name="Hash">The super-root, in hex.</param>
/// <param name="KeyId">Which key signed.</param>
/// <param name="Signature">Of the hash, in hex.</param>
public sealed record AnchoredRound(long Round, long UpTo, string Hash, string KeyId, string Signature);
