using System.Security.Cryptography;

namespace SalesEngagement.EventStore.History;

/// <summary>Makes a round from rows: pure, so that the same rows behind the same blocks always give the same roots.</summary>
internal static class RoundMaker
{
    private static readonly byte[] None = new byte[SHA256.HashSizeInBytes];

    /// <summary>The blocks of a round and the round over them.</summary>
    /// <param name="rows">Whose event each is, in order of their sequence; not empty.</param>
    /// <param name="span">The sequences looked at.</param>
    /// <param name="heads">Each tenant's last block, where there is one.</param>
    /// <param name="last">The round before, if any.</param>
    /// <param name="keys">What signs.</param>
    /// <param name="now">When; cut to microseconds.</param>
    public static (StoredRound Round, IReadOnlyList<SealedBlock> Blocks) Make(
        IReadOnlyList<(string TenantId, LeafEntry Entry)> rows, (long From, long UpTo) span, IReadOnlyDictionary<string, BlockHeader> heads,
        StoredRound? last, SealKeys keys, DateTimeOffset now)
    {
        var at = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        var number = (last?.Header.Number ?? 0) + 1;
        var blocks = rows.GroupBy(row => row.TenantId, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Block(group.Key, [.. group.Select(row => row.Entry)], heads.GetValueOrDefault(group.Key), number, keys, at))
            .ToArray();
        BlockReference[] references = [.. blocks.Select(Reference)];
        var header = new RoundHeader(
            number, span.From, span.UpTo, blocks.Length, BlockReference.RootOf(references), last?.Hash ?? None, at, keys.CurrentId!);
        var hash = header.Hash();
        return (new(header, references, hash, keys.Sign(hash)), blocks);
    }

    /// <summary>What a block remembers of a row.</summary>
    public static LeafEntry Entry(HistoryRow row, Canonical bytes) => new(row.Sequence, row.EventId, row.Hash(bytes));

    /// <summary>The Merkle root over entries.</summary>
    public static byte[] RootOf(IEnumerable<LeafEntry> entries) => Merkle.Root([.. entries.Select(entry => entry.Leaf())]);

    /// <summary>What a first block or round has as the hash of the one before.</summary>
    public static byte[] NothingBefore => [.. None];

    /// <summary>A block as its round names it.</summary>
    public static BlockReference Reference(SealedBlock block) =>
        new(block.Header.TenantId, block.Header.Number, block.Header.Hash());

    private static SealedBlock Block(
        string tenantId, LeafEntry[] entries, BlockHeader? before, long round, SealKeys keys, DateTimeOffset at)
    {
        var header = new BlockHeader(
            tenantId, (before?.Number ?? 0) + 1, entries[0].Sequence, entries[^1].Sequence, entries.Length, RootOf(entries),
            before?.Hash() ?? None, at, keys.CurrentId!);
        return new(header, keys.Sign(header.Hash()), round, LeafEntry.Pack(entries));
    }
}
