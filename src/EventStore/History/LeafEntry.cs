using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SalesEngagement.EventStore.History;

/// <summary>What a block remembers of an event: enough to name it when it is gone.</summary>
/// <param name="Sequence">Its place in the store.</param>
/// <param name="EventId">Its id.</param>
/// <param name="RowHash">Hash of its row.</param>
internal sealed record LeafEntry(long Sequence, Guid EventId, byte[] RowHash)
{
    private const int Size = 8 + 16 + SHA256.HashSizeInBytes;

    /// <summary>The leaf of the tree over this entry.</summary>
    public byte[] Leaf()
    {
        Span<byte> entry = stackalloc byte[Size];
        Write(entry);
        return Merkle.Leaf(entry);
    }

    /// <summary>Entries one after the other, 56 bytes each: sequence, event id (both big-endian), row hash.</summary>
    public static byte[] Pack(IReadOnlyList<LeafEntry> entries)
    {
        var packed = new byte[entries.Count * Size];
        for (var i = 0; i < entries.Count; i++)
            entries[i].Write(packed.AsSpan(i * Size, Size));
        return packed;
    }

    /// <summary>The same back; bytes left over at the end are dropped, and so change the root.</summary>
    public static LeafEntry[] Unpack(byte[] packed)
    {
        var entries = new LeafEntry[packed.Length / Size];
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = packed.AsSpan(i * Size, Size);
            entries[i] = new(
                BinaryPrimitives.ReadInt64BigEndian(entry), new Guid(entry.Slice(8, 16), bigEndian: true), entry[24..].ToArray());
        }

        return entries;
    }

    private void Write(Span<byte> entry)
    {
        BinaryPrimitives.WriteInt64BigEndian(entry, Sequence);
        EventId.TryWriteBytes(entry[8..], bigEndian: true, out _);
        RowHash.CopyTo(entry[24..]);
    }
}
