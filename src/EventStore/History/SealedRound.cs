namespace SalesEngagement.EventStore.History;

/// <summary>One turn of the sealer over all tenants, chained and signed: its hash is the super-root that goes to the anchor.</summary>
/// <param name="Number">From 1, without holes.</param>
/// <param name="From">First sequence it looked at.</param>
/// <param name="UpTo">Last sequence it looked at: nothing at or below appears any more.</param>
/// <param name="Count">How many blocks were sealed.</param>
/// <param name="Root">Merkle root over them, by tenant.</param>
/// <param name="Previous">Hash of the round before; zeros for the first.</param>
/// <param name="SealedAt">When; whole microseconds.</param>
/// <param name="KeyId">Which key signed.</param>
internal sealed record RoundHeader(
    long Number, long From, long UpTo, int Count, byte[] Root, byte[] Previous, DateTimeOffset SealedAt, string KeyId)
{
    /// <summary>The super-root.</summary>
    public byte[] Hash() => new Canonical().Begin("SE-RND-1"u8)
        .Number(Number).Number(From).Number(UpTo).Number(Count).Bytes(Root).Bytes(Previous).Instant(SealedAt).Text(KeyId)
        .Hash();
}

/// <summary>A block as its round names it.</summary>
internal sealed record BlockReference(string TenantId, long Number, byte[] Hash)
{
    /// <summary>The leaf of the round's tree.</summary>
    public byte[] Leaf() => Merkle.Leaf(new Canonical().Begin("SE-REF-1"u8).Text(TenantId).Number(Number).Bytes(Hash).Hash());

    /// <summary>The Merkle root over references.</summary>
    public static byte[] RootOf(IEnumerable<BlockReference> blocks) => Merkle.Root([.. blocks.Select(block => block.Leaf())]);
}

/// <summary>A round as it is stored.</summary>
/// <param name="Header">What is signed; its root is that of <paramref name="Blocks"/>.</param>
/// <param name="Blocks">The blocks it sealed, by tenant.</param>
/// <param name="Hash">The super-root as it was stored; it should be the header's.</param>
/// <param name="Signature">ECDSA P-256 over the hash.</param>
internal sealed record StoredRound(RoundHeader Header, IReadOnlyList<BlockReference> Blocks, byte[] Hash, byte[] Signature)
{
    /// <summary>Whether hash and signature are right.</summary>
    public bool IsGenuine(SealKeys keys) =>
        Hash.AsSpan().SequenceEqual(Header.Hash()) && keys.Verify(Header.KeyId, Hash, Signature);
}
