using System.Security.Cryptography;
using System.Text;
using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.Host.Access;

/// <summary>Wraps the installation's own secrets with a master key. Each is bound to its name: swapped rows do not open.</summary>
internal sealed class SecretWrapping(IMasterKeyProvider masterKeys)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>Id of the master key that wraps from now on.</summary>
    public string CurrentId => masterKeys.CurrentId;

    /// <summary>The secret, wrapped with the current master key.</summary>
    public byte[] Wrap(string name, ReadOnlySpan<byte> secret)
    {
        var wrapped = new byte[NonceSize + secret.Length + TagSize];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceSize));
        using var aes = Wrapping(masterKeys.CurrentId);
        aes.Encrypt(
            wrapped.AsSpan(0, NonceSize), secret, wrapped.AsSpan(NonceSize, secret.Length),
            wrapped.AsSpan(NonceSize + secret.Length), Encoding.UTF8.GetBytes(name));
        return wrapped;
    }

    /// <summary>The secret in clear.</summary>
    /// <exception cref="KeyNotFoundException">Its master key was taken away.</exception>
    /// <exception cref="CryptographicException">It was changed, or wrapped under another name.</exception>
    public byte[] Unwrap(string name, string masterKeyId, byte[] wrapped)
    {
        var secret = new byte[wrapped.Length - NonceSize - TagSize];
        using var aes = Wrapping(masterKeyId);
        aes.Decrypt(
            wrapped.AsSpan(0, NonceSize), wrapped.AsSpan(NonceSize, secret.Length),
            wrapped.AsSpan(NonceSize + secret.Length), secret, Encoding.UTF8.GetBytes(name));
        return secret;
    }

    private AesGcm Wrapping(string masterKeyId) => new(
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256, masterKeys.Key(masterKeyId).ToArray(), 32, info: "host-secrets"u8.ToArray()),
        TagSize);
}
