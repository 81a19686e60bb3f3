namespace SalesEngagement.EventStore.History;

/// <summary>A tenant's events of one round, sealed: their Merkle root, chained to the tenant's block before, signed.</summary>
/// <param name="TenantId">Whose events.</param>
/// <param name="Number">From 1, without holes, for each tenant.</param>
/// <param name="From">Sequence of its first event.</param>
/// <param name="To">Sequence of its last event.</param>
/// <param name="Count">How many events.</param>
/// <param name="Root">Merkle root over them.</param>
/// <param name="Previous">Hash of the tenant's block before; zeros for the first.</param>
/// <param name="SealedAt">When; whole microseconds.</param>
/// <param name="KeyId">Which key signed.</param>
internal sealed record BlockHeader(
    string TenantId, long Number, long From, long To, int Count, byte[] Root, byte[] Previous, DateTimeOffset SealedAt,
    string KeyId)
{
    /// <summary>What is signed, and what the next block and the round refer to.</summary>
    public byte[] Hash() => new Canonical().Begin("SE-BLK-1"u8)
        .Text(TenantId).Number(Number).Number(From).Number(To).Number(Count).Bytes(Root).Bytes(Previous)
        .Instant(SealedAt).Text(KeyId)
        .Hash();
}

/// <summary>A block as it is stored.</summary>
/// <param name="Header">What is signed.</param>
/// <param name="Signature">ECDSA P-256 over the header's hash.</param>
/// <param name="Round">The round it was sealed in.</param>
/// <param name="Leaves">Its events, packed (see <see cref="LeafEntry"/>).</param>
internal sealed record SealedBlock(BlockHeader Header, byte[] Signature, long Round, byte[] Leaves);
