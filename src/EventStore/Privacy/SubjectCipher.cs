using System.Security.Cryptography;
using System.Text;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>AES-256-GCM with a fresh nonce: nonce, cipher and tag in one piece, bound to the place where it lies.</summary>
internal static class SubjectCipher
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>The length of every key.</summary>
    public const int KeyBytes = 32;

    /// <summary>The place of a value: elsewhere it does not decrypt.</summary>
    public static string Place(string tenantId, Guid streamId, Guid eventId, string path) =>
        $"{tenantId}|{streamId}|{eventId}|{path}";

    public static byte[] Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, string place)
    {
        var sealedBytes = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceBytes, plain.Length), sealedBytes.AsSpan(^TagBytes), Encoding.UTF8.GetBytes(place));
        return sealedBytes;
    }

    /// <exception cref="CryptographicException">It was changed, moved, or encrypted under another key.</exception>
    public static byte[] Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedBytes, string place)
    {
        if (sealedBytes.Length < NonceBytes + TagBytes)
            throw new AuthenticationTagMismatchException();
        var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(sealedBytes[..NonceBytes], sealedBytes[NonceBytes..^TagBytes], sealedBytes[^TagBytes..], plain, Encoding.UTF8.GetBytes(place));
        return plain;
    }
}
