using System.Security.Cryptography;
using OtpNet;

namespace SalesEngagement.Host.Access;

/// <summary>A code that stands in for a lost telephone, once: 80 random bits in Base32, such as <c>k7qd-2mzr-w5ha-x3tp</c>.</summary>
internal static class RecoveryCode
{
    private const int Size = 10;
    private const int Letters = 16;
    private const int Group = 4;

    public static string New() => string.Join('-', Base32Encoding.ToString(RandomNumberGenerator.GetBytes(Size))
        .ToLowerInvariant().Chunk(Group).Select(group => new string(group)));

    /// <summary>What is kept of a code; it has too much chance for a plain hash to be searched. Null when it cannot be one.</summary>
    public static byte[]? HashOf(string code)
    {
        var letters = code.Replace("-", "", StringComparison.Ordinal);
        return letters.Length == Letters && letters.All(c => char.IsAsciiLetter(c) || c is >= '2' and <= '7')
            ? SHA256.HashData(Base32Encoding.ToBytes(letters))
            : null;
    }
}
