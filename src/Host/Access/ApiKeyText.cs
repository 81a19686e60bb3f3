using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace SalesEngagement.Host.Access;

/// <summary>
/// An API key as programs keep it: <c>sek_</c>, by which scanners find keys that were published by mistake, and 86
/// characters of tenant, key id and 32 random bytes. The tenant inside only says where to look; without the secret that
/// matches the id there, the key is nothing.
/// </summary>
internal sealed record ApiKeyText(Guid TenantId, Guid Id, byte[] Secret)
{
    /// <summary>What every key starts with.</summary>
    public const string Prefix = "sek_";

    private const int IdSize = 16;
    private const int SecretSize = 32;
    private const int Length = 86;

    /// <summary>What is kept of the secret. It has 256 bits of chance, so a plain hash is enough.</summary>
    public byte[] SecretHash => SHA256.HashData(Secret);

    public static ApiKeyText New(string tenantId, DateTimeOffset now) =>
        new(Guid.Parse(tenantId), Guid.CreateVersion7(now), RandomNumberGenerator.GetBytes(SecretSize));

    /// <summary>Reads a key; null when the text cannot be one.</summary>
    public static ApiKeyText? Parse(string? text)
    {
        if (text?.Length != Prefix.Length + Length || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        try
        {
            var bytes = WebEncoders.Base64UrlDecode(text[Prefix.Length..]);
            return bytes.Length == (2 * IdSize) + SecretSize
                ? new(new Guid(bytes.AsSpan(0, IdSize)), new Guid(bytes.AsSpan(IdSize, IdSize)), bytes[(2 * IdSize)..])
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The key as it is shown, once.</summary>
    public string Write() =>
        Prefix + WebEncoders.Base64UrlEncode([.. TenantId.ToByteArray(), .. Id.ToByteArray(), .. Secret]);

    /// <summary>Never the secret.</summary>
    public override string ToString() => nameof(ApiKeyText);
}
