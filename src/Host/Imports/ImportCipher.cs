using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.Host.Imports;

/// <summary>
/// Encrypts files that people sent: each under a key of its own (AES-256-GCM, bound to import and place), which is wrapped
/// with a key derived from the master key and stands beside the file, to be destroyed with it.
/// </summary>
internal sealed class ImportCipher(IMasterKeyProvider masterKeys)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(32);

    /// <summary>The key, wrapped: length and id of the master key, nonce, ciphertext, tag.</summary>
    public byte[] Wrap(byte[] key, Guid importId)
    {
        var id = Encoding.UTF8.GetBytes(masterKeys.CurrentId);
        using var aes = Wrapping(masterKeys.CurrentId);
        return [checked((byte)id.Length), .. id, .. Close(aes, key, importId.ToByteArray())];
    }

    /// <exception cref="CryptographicException">It was changed, or is of another import.</exception>
    public byte[] Unwrap(byte[] wrapped, Guid importId)
    {
        using var aes = Wrapping(MasterOf(wrapped));
        return Open(aes, wrapped.AsSpan(1 + wrapped[0]), importId.ToByteArray());
    }

    /// <summary>Whether it opens with the current master key alone.</summary>
    public bool IsCurrent(byte[] wrapped) => MasterOf(wrapped) == masterKeys.CurrentId;

    /// <summary>A part of a file, encrypted.</summary>
    public static byte[] ClosePart(byte[] key, Guid importId, int part, ReadOnlySpan<byte> content)
    {
        using var aes = new AesGcm(key, TagSize);
        return Close(aes, content, Place(importId, part));
    }

    /// <summary>A part of a file in clear.</summary>
    /// <exception cref="CryptographicException">It was changed, or stood elsewhere.</exception>
    public static byte[] OpenPart(byte[] key, Guid importId, int part, ReadOnlySpan<byte> box)
    {
        using var aes = new AesGcm(key, TagSize);
        return Open(aes, box, Place(importId, part));
    }

    private static byte[] Close(AesGcm aes, ReadOnlySpan<byte> plain, byte[] place)
    {
        var box = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        aes.Encrypt(box.AsSpan(0, NonceSize), plain, box.AsSpan(NonceSize, plain.Length), box.AsSpan(NonceSize + plain.Length), place);
        return box;
    }

    private static byte[] Open(AesGcm aes, ReadOnlySpan<byte> box, byte[] place)
    {
        var plain = new byte[box.Length - NonceSize - TagSize];
        aes.Decrypt(box[..NonceSize], box[NonceSize..^TagSize], box[^TagSize..], plain, place);
        return plain;
    }

    private static byte[] Place(Guid importId, int part)
    {
        var place = new byte[20];
        importId.TryWriteBytes(place);
        BinaryPrimitives.WriteInt32BigEndian(place.AsSpan(16), part);
        return place;
    }

    private static string MasterOf(byte[] wrapped) => Encoding.UTF8.GetString(wrapped.AsSpan(1, wrapped[0]));

    private AesGcm Wrapping(string masterKeyId) => new(
        HKDF.DeriveKey(HashAlgorithmName.SHA256, masterKeys.Key(masterKeyId).ToArray(), 32, info: "contact-imports"u8.ToArray()),
        TagSize);
}
