using System.Numerics;
using System.Security.Cryptography;

namespace SalesEngagement.EventStore.History;

/// <summary>
/// The Merkle tree of RFC 9162 §2.1 (the same as RFC 6962's) over SHA-256: leaves are hashed behind 0x00 and inner nodes
/// behind 0x01, so that neither can pass for the other.
/// </summary>
internal static class Merkle
{
    /// <summary>The hash of a leaf.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> entry)
    {
        Span<byte> bytes = stackalloc byte[1 + entry.Length];
        bytes[0] = 0;
        entry.CopyTo(bytes[1..]);
        return SHA256.HashData(bytes);
    }

    /// <summary>The hash of the whole tree (MTH, §2.1.1).</summary>
    public static byte[] Root(ReadOnlySpan<byte[]> leaves) => leaves.Length switch
    {
        0 => SHA256.HashData([]),
        1 => leaves[0],
        _ => Node(Root(leaves[..Split(leaves.Length)]), Root(leaves[Split(leaves.Length)..])),
    };

    /// <summary>The audit path of a leaf, from below (PATH, §2.1.3.1).</summary>
    public static IReadOnlyList<byte[]> Path(ReadOnlySpan<byte[]> leaves, int index)
    {
        if (leaves.Length < 2)
            return [];
        var split = Split(leaves.Length);
        return index < split
            ? [.. Path(leaves[..split], index), Root(leaves[split..])]
            : [.. Path(leaves[split..], index - split), Root(leaves[..split])];
    }

    /// <summary>The root that a leaf and its audit path lead to (§2.1.3.2); null when the path has the wrong length.</summary>
    public static byte[]? RootFrom(byte[] leaf, int index, int count, IReadOnlyList<byte[]> path)
    {
        if (index < 0 || index >= count)
            return null;
        if (count == 1)
            return path.Count == 0 ? leaf : null;
        if (path.Count == 0)
            return null;
        var split = Split(count);
        IReadOnlyList<byte[]> below = [.. path.Take(path.Count - 1)];
        var mine = index < split
            ? RootFrom(leaf, index, split, below)
            : RootFrom(leaf, index - split, count - split, below);
        if (mine is null)
            return null;
        return index < split ? Node(mine, path[^1]) : Node(path[^1], mine);
    }

    private static byte[] Node(byte[] left, byte[] right)
    {
        Span<byte> bytes = stackalloc byte[1 + (2 * SHA256.HashSizeInBytes)];
        bytes[0] = 1;
        left.CopyTo(bytes[1..]);
        right.CopyTo(bytes[33..]);
        return SHA256.HashData(bytes);
    }

    /// <summary>The largest power of two below the count.</summary>
    private static int Split(int count) => 1 << BitOperations.Log2((uint)count - 1);
}
