using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace SalesEngagement.Host.Contacts;

/// <summary>Compares hashes by what they are. They are random already: their first bytes do for a dictionary.</summary>
internal sealed class HashComparer : IEqualityComparer<byte[]>
{
    private HashComparer()
    {
    }

    public static HashComparer Instance { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] byte[] obj) => BinaryPrimitives.ReadInt32LittleEndian(obj);
}
