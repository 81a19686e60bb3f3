using System.Security.Cryptography;

namespace SalesEngagement.Domain.Duplicates;

/// <summary>What people have said about two contacts that look like one person.</summary>
/// <param name="FirstId">The one with the smaller id.</param>
/// <param name="SecondId">The other.</param>
/// <param name="Dismissed">What it had looked like when it was dismissed; null: nobody has, or it was undone.</param>
public sealed record DuplicatePair(Guid FirstId, Guid SecondId, DuplicateScore? Dismissed)
{
    public static DuplicatePair Create(DuplicateDismissed e) => new(e.FirstId, e.SecondId, new(e.Score, e.Reasons));

    public DuplicatePair Apply(DuplicateDismissed e) => this with { Dismissed = new(e.Score, e.Reasons) };

    public DuplicatePair Apply(DuplicateDismissalUndone _) => this with { Dismissed = null };

    /// <summary>The two in the order in which every pair is kept.</summary>
    public static (Guid First, Guid Second) InOrder(Guid one, Guid other) => one.CompareTo(other) <= 0 ? (one, other) : (other, one);

    /// <summary>The id of a pair, whichever of the two is named first: whoever finds it, on whichever node, finds the same.</summary>
    public static Guid IdOf(Guid one, Guid other)
    {
        var (first, second) = InOrder(one, other);
        Span<byte> both = stackalloc byte[32];
        first.TryWriteBytes(both, bigEndian: true, out _);
        second.TryWriteBytes(both[16..], bigEndian: true, out _);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(both, hash);
        // RFC 9562, version 8: an id of one's own making.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash[..16], bigEndian: true);
    }
}
