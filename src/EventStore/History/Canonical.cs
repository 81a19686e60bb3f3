using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SalesEngagement.EventStore.History;

/// <summary>
/// Writes values so that two different lists of values never give the same bytes: numbers as 8 bytes, ids as 16, both
/// big-endian; texts and bytes after their length as 4 bytes, which is -1 for null.
/// </summary>
internal sealed class Canonical
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    /// <summary>Begins with the eight letters that say what is being hashed.</summary>
    public Canonical Begin(ReadOnlySpan<byte> kind)
    {
        _bytes.ResetWrittenCount();
        _bytes.Write(kind);
        return this;
    }

    /// <summary>A number.</summary>
    public Canonical Number(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_bytes.GetSpan(8), value);
        _bytes.Advance(8);
        return this;
    }

    /// <summary>An id, in the order in which it is printed.</summary>
    public Canonical Id(Guid value)
    {
        value.TryWriteBytes(_bytes.GetSpan(16), bigEndian: true, out var written);
        _bytes.Advance(written);
        return this;
    }

    /// <summary>An instant in whole microseconds since 1970, which is what PostgreSQL keeps.</summary>
    public Canonical Instant(DateTimeOffset value) =>
        Number((value.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond);

    /// <summary>Bytes, or null.</summary>
    public Canonical Bytes(byte[]? value)
    {
        Length(value?.Length ?? -1);
        _bytes.Write(value);
        return this;
    }

    /// <summary>A text in UTF-8, or null.</summary>
    public Canonical Text(string? value)
    {
        Length(value is null ? -1 : Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, _bytes);
        return this;
    }

    /// <summary>SHA-256 of what was written since <see cref="Begin"/>.</summary>
    public byte[] Hash() => SHA256.HashData(_bytes.WrittenSpan);

    private void Length(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.GetSpan(4), length);
        _bytes.Advance(4);
    }
}
