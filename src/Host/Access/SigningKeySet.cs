using System.Collections.Frozen;
using Microsoft.IdentityModel.Tokens;

namespace SalesEngagement.Host.Access;

/// <summary>The keys as a node knows them for the moment.</summary>
/// <param name="Signer">Signs new tokens.</param>
/// <param name="Verifying">Those whose tokens are taken, by <c>kid</c>. A token's <c>kid</c> is looked up here and nowhere else.</param>
/// <param name="ReadAt">When the database said so.</param>
internal sealed record SigningKeySet(
    ECDsaSecurityKey Signer, FrozenDictionary<string, ECDsaSecurityKey> Verifying, DateTimeOffset ReadAt)
{
    /// <summary>The public halves, as others need them to check our tokens.</summary>
    public JsonWebKeys Published { get; } = new([.. Verifying.Values.Select(PublicHalf)]);

    /// <summary>The key of this name, or null.</summary>
    public ECDsaSecurityKey? Find(string? kid) => kid is null ? null : Verifying.GetValueOrDefault(kid);

    /// <summary>What may be known of a key.</summary>
    public static JsonWebKeyBody PublicHalf(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new(
            "EC", "P-256", Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y), "sig",
            SecurityAlgorithms.EcdsaSha256, key.KeyId);
    }
}

/// <summary>A key of <c>/.well-known/jwks.json</c> (RFC 7517).</summary>
internal sealed record JsonWebKeyBody(string Kty, string Crv, string X, string Y, string Use, string Alg, string Kid);

/// <summary>The answer of <c>/.well-known/jwks.json</c>.</summary>
internal sealed record JsonWebKeys(IReadOnlyList<JsonWebKeyBody> Keys);
