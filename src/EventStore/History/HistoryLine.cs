namespace SalesEngagement.EventStore.History;

/// <summary>A line of an exported history: a block, one of its events, or the end. Exactly one is set.</summary>
internal sealed record HistoryLine(ExportedBlock? Block = null, HistoryRow? Row = null, ExportEnd? End = null);

/// <summary>A block with its way into a super-root, so that an anchor can confirm it without anybody else's blocks.</summary>
/// <param name="Block">The block.</param>
/// <param name="Round">The round it was sealed in.</param>
/// <param name="RoundSignature">Of the round's hash.</param>
/// <param name="Index">The block's place in the round.</param>
/// <param name="Path">Audit path from the block to the round's root.</param>
internal sealed record ExportedBlock(
    SealedBlock Block, RoundHeader Round, byte[] RoundSignature, int Index, IReadOnlyList<byte[]> Path)
{
    /// <summary>Whether the block is in the round and the round was signed.</summary>
    public bool IsInRound(SealKeys keys)
    {
        var leaf = RoundMaker.Reference(Block).Leaf();
        return Block.Round == Round.Number
            && Merkle.RootFrom(leaf, Index, Round.Count, Path) is { } root && root.AsSpan().SequenceEqual(Round.Root)
            && keys.Verify(Round.KeyId, Round.Hash(), RoundSignature);
    }
}

/// <summary>The signed word that this is the whole of a tenant's sealed history, at a certain time.</summary>
/// <param name="TenantId">Whose.</param>
/// <param name="Mark">Everything up to this sequence is in it.</param>
/// <param name="Blocks">How many blocks.</param>
/// <param name="Events">How many events.</param>
/// <param name="Last">Hash of the last block; zeros when there is none.</param>
/// <param name="ExportedAt">When; whole microseconds.</param>
/// <param name="KeyId">Which key signed.</param>
/// <param name="Signature">Of the rest.</param>
internal sealed record ExportEnd(
    string TenantId, long Mark, long Blocks, long Events, byte[] Last, DateTimeOffset ExportedAt, string KeyId, byte[] Signature)
{
    /// <summary>What is signed.</summary>
    public byte[] Hash() => new Canonical().Begin("SE-EXP-1"u8)
        .Text(TenantId).Number(Mark).Number(Blocks).Number(Events).Bytes(Last).Instant(ExportedAt).Text(KeyId)
        .Hash();
}
