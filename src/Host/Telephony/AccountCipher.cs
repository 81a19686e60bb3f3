using System.Security.Cryptography;
using System.Text;
using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.Host.Telephony;

/// <summary>
/// Encrypts account tokens under a key derived from the master key. A box is: length and id of the master key, nonce,
/// ciphertext, tag; it opens only for the tenant and account it was made for.
/// </summary>
internal sealed class AccountCipher(IMasterKeyProvider masterKeys)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public byte[] Close(string token, string tenantId, string accountSid)
    {
        var id = Encoding.UTF8.GetBytes(masterKeys.CurrentId);
        var plain = Encoding.UTF8.GetBytes(token);
        var box = new byte[1 + id.Length + NonceSize + plain.Length + TagSize];
        box[0] = checked((byte)id.Length);
        id.CopyTo(box, 1);
        var rest = box.AsSpan(1 + id.Length);
        RandomNumberGenerator.Fill(rest[..NonceSize]);
        using var aes = KeyOf(masterKeys.CurrentId);
        aes.Encrypt(
            rest[..NonceSize], plain, rest[NonceSize..^TagSize], rest[^TagSize..], Context(tenantId, accountSid));
        return box;
    }

    /// <summary>Whether a box opens with the current master key alone.</summary>
    public bool IsCurrent(byte[] box) => KeyIdOf(box) == masterKeys.CurrentId;

    /// <exception cref="CryptographicException">The box was changed, or belongs to another tenant or account.</exception>
    public string Open(byte[] box, string tenantId, string accountSid)
    {
        var rest = box.AsSpan(1 + box[0]);
        var plain = new byte[rest.Length - NonceSize - TagSize];
        using var aes = KeyOf(KeyIdOf(box));
        aes.Decrypt(rest[..NonceSize], rest[NonceSize..^TagSize], rest[^TagSize..], plain, Context(tenantId, accountSid));
        return Encoding.UTF8.GetString(plain);
    }

    private static string KeyIdOf(byte[] box) => Encoding.UTF8.GetString(box.AsSpan(1, box[0]));

    private static byte[] Context(string tenantId, string accountSid) => Encoding.UTF8.GetBytes($"{tenantId}\n{accountSid}");

    private AesGcm KeyOf(string masterKeyId) => new(
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256, masterKeys.Key(masterKeyId).ToArray(), 32, info: "telephony-accounts"u8.ToArray()),
        TagSize);
}
