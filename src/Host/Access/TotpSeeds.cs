using System.Security.Cryptography;

namespace SalesEngagement.Host.Access;

/// <summary>Encrypts the seeds of second factors, each for its tenant and user.</summary>
internal sealed class TotpSeeds(SecretBox boxes)
{
    private const string Key = "totp-seeds";

    public Task<byte[]> Close(byte[] seed, string tenant, Guid userId, CancellationToken ct) =>
        boxes.Close(Key, seed, tenant, userId, ct);

    /// <exception cref="CryptographicException">The box was changed, or belongs to somebody else.</exception>
    public Task<byte[]> Open(byte[] box, string tenant, Guid userId, CancellationToken ct) =>
        boxes.Open(Key, box, tenant, userId, ct);
}
