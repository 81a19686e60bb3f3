using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace SalesEngagement.Host.Access;

/// <summary>
/// What makes a link that was sent to somebody: tenant, link id, and a seal over both and the link's purpose. The ids only
/// say where to look; only the key can seal, and it is kept apart from the links.
/// </summary>
internal sealed record LinkToken(Guid TenantId, Guid LinkId, byte[] Seal)
{
    private const int IdSize = 16;
    private const int SealSize = HMACSHA256.HashSizeInBytes;

    /// <summary>The token of a link.</summary>
    public static LinkToken Of(Guid tenantId, Guid linkId, string purpose, byte[] key) =>
        new(tenantId, linkId, SealOf(tenantId, linkId, purpose, key));

    /// <summary>Reads a token; null when the text cannot be one. Whether it is one says <see cref="IsSealed"/>.</summary>
    public static LinkToken? Parse(string? text)
    {
        if (text is not { Length: > 0 and < 200 })
            return null;
        try
        {
            var bytes = WebEncoders.Base64UrlDecode(text);
            return bytes.Length == (2 * IdSize) + SealSize
                ? new(new Guid(bytes.AsSpan(0, IdSize), bigEndian: true), new Guid(bytes.AsSpan(IdSize, IdSize), bigEndian: true), bytes[(2 * IdSize)..])
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether the key has sealed it for this purpose; takes the same time wherever the seal differs.</summary>
    public bool IsSealed(string purpose, byte[] key) =>
        CryptographicOperations.FixedTimeEquals(Seal, SealOf(TenantId, LinkId, purpose, key));

    /// <summary>The token as it stands in a link.</summary>
    public string Write() => WebEncoders.Base64UrlEncode([.. Bytes(TenantId, LinkId), .. Seal]);

    /// <summary>Never the seal.</summary>
    public override string ToString() => nameof(LinkToken);

    private static byte[] SealOf(Guid tenantId, Guid linkId, string purpose, byte[] key) =>
        HMACSHA256.HashData(key, (byte[])[.. Bytes(tenantId, linkId), .. Encoding.UTF8.GetBytes(purpose)]);

    private static byte[] Bytes(Guid tenantId, Guid linkId) =>
        [.. tenantId.ToByteArray(bigEndian: true), .. linkId.ToByteArray(bigEndian: true)];
}
