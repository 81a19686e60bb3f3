using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace SalesEngagement.Host.Access;

/// <summary>
/// An opaque refresh token: tenant, token id and 32 random bytes. The tenant inside only says where to look; without
/// the secret that matches the id there, the token is nothing.
/// </summary>
internal sealed record RefreshToken(Guid TenantId, Guid Id, byte[] Secret)
{
    private const int IdSize = 16;
    private const int SecretSize = 32;

    /// <summary>What is kept of the secret. It has 256 bits of chance, so a plain hash is enough.</summary>
    public byte[] SecretHash => SHA256.HashData(Secret);

    public static RefreshToken New(string tenantId, DateTimeOffset now) =>
        new(Guid.Parse(tenantId), Guid.CreateVersion7(now), RandomNumberGenerator.GetBytes(SecretSize));

    /// <summary>Reads a token; null when the text cannot be one.</summary>
    public static RefreshToken? Parse(string? text)
    {
        if (text is not { Length: > 0 and < 200 })
            return null;
        try
        {
            var bytes = WebEncoders.Base64UrlDecode(text);
            return bytes.Length == (2 * IdSize) + SecretSize
                ? new(new Guid(bytes.AsSpan(0, IdSize)), new Guid(bytes.AsSpan(IdSize, IdSize)), bytes[(2 * IdSize)..])
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The token as clients keep it.</summary>
    public string Write() =>
        WebEncoders.Base64UrlEncode([.. TenantId.ToByteArray(), .. Id.ToByteArray(), .. Secret]);

    /// <summary>Never the secret.</summary>
    public override string ToString() => nameof(RefreshToken);
}
