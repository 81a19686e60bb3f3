using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace SalesEngagement.Integration.Access;

/// <summary>An authenticator app as others wrote it: RFC 6238 by itself, from the secret that people type in.</summary>
internal sealed class Authenticator(string secret)
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>What it shows, so many steps from the instant.</summary>
    public string Code(DateTimeOffset at, int steps = 0)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (at.ToUnixTimeSeconds() / 30) + steps);
#pragma warning disable CA5350 // The standard says SHA-1; an HMAC does not suffer from its collisions.
        var hash = HMACSHA1.HashData(Seed(), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & 0x7FFF_FFFF;
        return (number % 1_000_000).ToString("d6", CultureInfo.InvariantCulture);
    }

    private byte[] Seed()
    {
        var bits = string.Concat(secret.Select(letter => Convert.ToString(Base32.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(chunk => chunk.Length == 8).Select(chunk => Convert.ToByte(new string(chunk), 2))];
    }
}
