using System.Buffers.Binary;

namespace SalesEngagement.Host.Http;

/// <summary>
/// Positions in the log as clients see them (<c>X-Position</c>, <c>minPosition</c>, hub cursors): sequence numbers are
/// shared by all tenants and would tell how busy the others are, so they are hidden.
/// </summary>
internal sealed class Positions(Cursors cursors)
{
    /// <summary>The header every change answers with.</summary>
    public const string Header = "X-Position";

    private const string Purpose = "position";

    public string Hide(string tenant, long sequence)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, sequence);
        return cursors.Hide(tenant, Purpose, bytes);
    }

    /// <summary>The sequence number, or null when the cursor is not one of this tenant's.</summary>
    public long? Reveal(string tenant, string? cursor) =>
        cursors.Reveal(tenant, Purpose, cursor) is { Length: sizeof(long) } bytes
            ? BinaryPrimitives.ReadInt64BigEndian(bytes)
            : null;
}
