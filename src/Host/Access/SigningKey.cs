using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace SalesEngagement.Host.Access;

/// <summary>The P-256 key that signs access tokens, shared by all nodes.</summary>
internal sealed class SigningKey(HostSecrets secrets)
{
    private ECDsaSecurityKey? _key;

    /// <summary>The key once <see cref="Load"/> has run; null before.</summary>
    public ECDsaSecurityKey? Loaded => Volatile.Read(ref _key);

    /// <summary>The key; from the database the first time.</summary>
    public async ValueTask<ECDsaSecurityKey> Load(CancellationToken ct) =>
        Loaded ?? Keep(await secrets.Of("access-token-signing", Make, ct));

    /// <summary>The public half, as others need it to check our tokens.</summary>
    public static JsonWebKeyBody PublicHalf(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new(
            "EC", "P-256", Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y), "sig",
            SecurityAlgorithms.EcdsaSha256, key.KeyId);
    }

    private static byte[] Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }

    private ECDsaSecurityKey Keep(byte[] pkcs8)
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(pkcs8, out _);
        var id = SHA256.HashData(ecdsa.ExportSubjectPublicKeyInfo());
        var key = new ECDsaSecurityKey(ecdsa) { KeyId = Base64UrlEncoder.Encode(id) };
        return Interlocked.CompareExchange(ref _key, key, null) ?? key;
    }
}

/// <summary>A key of <c>/.well-known/jwks.json</c> (RFC 7517).</summary>
internal sealed record JsonWebKeyBody(string Kty, string Crv, string X, string Y, string Use, string Alg, string Kid);

/// <summary>The answer of <c>/.well-known/jwks.json</c>.</summary>
internal sealed record JsonWebKeys(IReadOnlyList<JsonWebKeyBody> Keys);
