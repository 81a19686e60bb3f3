using System.Security.Cryptography;
using System.Text;

namespace SalesEngagement.Host.Access;

/// <summary>
/// Encrypts the seeds of second factors (AES-256-GCM) under a secret of the installation. Nonce, ciphertext, tag; it opens
/// only for the tenant and user it was closed for.
/// </summary>
internal sealed class TotpSeeds(HostSecrets secrets)
{
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public async Task<byte[]> Close(byte[] seed, string tenant, Guid userId, CancellationToken ct)
    {
        var box = new byte[NonceSize + seed.Length + TagSize];
        using var aes = new AesGcm(await Key(ct), TagSize);
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        aes.Encrypt(box.AsSpan(0, NonceSize), seed, box.AsSpan(NonceSize, seed.Length), box.AsSpan(^TagSize..), Owner(tenant, userId));
        return box;
    }

    /// <exception cref="CryptographicException">The box was changed, or belongs to somebody else.</exception>
    public async Task<byte[]> Open(byte[] box, string tenant, Guid userId, CancellationToken ct)
    {
        var seed = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(await Key(ct), TagSize);
        aes.Decrypt(box.AsSpan(0, NonceSize), box.AsSpan(NonceSize, seed.Length), box.AsSpan(^TagSize..), seed, Owner(tenant, userId));
        return seed;
    }

    private ValueTask<byte[]> Key(CancellationToken ct) =>
        secrets.Of("totp-seeds", () => RandomNumberGenerator.GetBytes(KeySize), ct);

    private static byte[] Owner(string tenant, Guid userId) => Encoding.UTF8.GetBytes($"{tenant}\n{userId}");
}
