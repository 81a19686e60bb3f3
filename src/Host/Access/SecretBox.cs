using System.Security.Cryptography;
using System.Text;

namespace SalesEngagement.Host.Access;

/// <summary>
/// Encrypts what must be read again (AES-256-GCM) under secrets of the installation. Nonce, ciphertext, tag; a box opens only
/// for the tenant and thing that it was closed for.
/// </summary>
internal sealed class SecretBox(HostSecrets secrets)
{
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <param name="key">Name of the secret it is closed with, one for each kind of content.</param>
    /// <param name="content">What goes in.</param>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="owner">What it belongs to.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<byte[]> Close(string key, byte[] content, string tenant, Guid owner, CancellationToken ct)
    {
        var box = new byte[NonceSize + content.Length + TagSize];
        using var aes = new AesGcm(await Key(key, ct), TagSize);
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        aes.Encrypt(
            box.AsSpan(0, NonceSize), content, box.AsSpan(NonceSize, content.Length), box.AsSpan(^TagSize..), Bound(tenant, owner));
        return box;
    }

    /// <exception cref="CryptographicException">The box was changed, or belongs to somebody else.</exception>
    public async Task<byte[]> Open(string key, byte[] box, string tenant, Guid owner, CancellationToken ct)
    {
        var content = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(await Key(key, ct), TagSize);
        aes.Decrypt(
            box.AsSpan(0, NonceSize), box.AsSpan(NonceSize, content.Length), box.AsSpan(^TagSize..), content, Bound(tenant, owner));
        return content;
    }

    private ValueTask<byte[]> Key(string name, CancellationToken ct) =>
        secrets.Of(name, () => RandomNumberGenerator.GetBytes(KeySize), ct);

    private static byte[] Bound(string tenant, Guid owner) => Encoding.UTF8.GetBytes($"{tenant}\n{owner}");
}
