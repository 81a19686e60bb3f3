namespace SalesEngagement.EventStore.History;

/// <summary>
/// Shows that one event is in a tenant's sealed history, without the rest of it: the event as it is stored, its way to the
/// block's root, and the signed header of the block.
/// </summary>
public sealed class InclusionProof
{
    /// <summary>Makes a proof from its parts, such as from JSON.</summary>
    public InclusionProof(string json) => Parts = System.Text.Json.JsonSerializer.Deserialize<ProofParts>(json)
        ?? throw new System.Text.Json.JsonException("No proof.");

    internal InclusionProof(ProofParts parts) => Parts = parts;

    internal ProofParts Parts { get; }

    /// <summary>The proof as JSON.</summary>
    public string Json => System.Text.Json.JsonSerializer.Serialize(Parts);

    /// <summary>Whether the event is in the block and a trusted key signed the block.</summary>
    /// <param name="keys">The public keys that are trusted.</param>
    public bool Verify(SealKeys keys)
    {
        var (row, index, path, header, signature) = Parts;
        var leaf = RoundMaker.Entry(row, new()).Leaf();
        return row.TenantId == header.TenantId
            && Merkle.RootFrom(leaf, index, header.Count, path) is { } root && root.AsSpan().SequenceEqual(header.Root)
            && keys.Verify(header.KeyId, header.Hash(), signature);
    }
}

/// <summary>What a proof consists of.</summary>
/// <param name="Row">The event as it is stored.</param>
/// <param name="Index">Its place in the block.</param>
/// <param name="Path">Its audit path.</param>
/// <param name="Header">The block.</param>
/// <param name="Signature">Of the block.</param>
internal sealed record ProofParts(HistoryRow Row, int Index, IReadOnlyList<byte[]> Path, BlockHeader Header, byte[] Signature);
