using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.Host.Http;

/// <summary>
/// Opaque, authenticated texts for clients to hand back. AES-256-GCM under a key derived from the master key, bound to
/// tenant and purpose: nobody can read, make, alter, or carry one to another tenant or list. A new master key
/// invalidates those in flight; clients then start again from the first page.
/// </summary>
internal sealed class Cursors(IMasterKeyProvider masterKeys)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[] _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, masterKeys.Key(masterKeys.CurrentId).ToArray(), 32, info: "http-cursors"u8.ToArray());

    /// <summary>Hides <paramref name="content"/>.</summary>
    public string Hide(string tenant, string purpose, ReadOnlySpan<byte> content)
    {
        var sealedBytes = new byte[NonceSize + content.Length + TagSize];
        var nonce = sealedBytes.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagSize);
        aes.Encrypt(
            nonce, content, sealedBytes.AsSpan(NonceSize, content.Length), sealedBytes.AsSpan(NonceSize + content.Length),
            BoundTo(tenant, purpose));
        return WebEncoders.Base64UrlEncode(sealedBytes);
    }

    /// <summary>What was hidden, or null when it was not hidden by us for this tenant and purpose.</summary>
    public byte[]? Reveal(string tenant, string purpose, string? cursor)
    {
        if (Decode(cursor) is not { Length: >= NonceSize + TagSize } bytes)
            return null;

        var content = new byte[bytes.Length - NonceSize - TagSize];
        try
        {
            using var aes = new AesGcm(_key, TagSize);
            aes.Decrypt(
                bytes.AsSpan(0, NonceSize), bytes.AsSpan(NonceSize, content.Length), bytes.AsSpan(NonceSize + content.Length),
                content, BoundTo(tenant, purpose));
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] BoundTo(string tenant, string purpose) => Encoding.UTF8.GetBytes($"{tenant}\n{purpose}");

    private static byte[]? Decode(string? cursor)
    {
        try
        {
            return cursor is { Length: <= 4096 } ? WebEncoders.Base64UrlDecode(cursor) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
