using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace SalesEngagement.Host.Oidc;

/// <summary>Verifies tokens of issuers: by their keys, with asymmetric algorithms alone, right issuer, audience, type and life.</summary>
internal sealed class OidcTokens(Issuers issuers, TimeProvider clock)
{
    /// <summary>What tokens that are for our API say of themselves (RFC 9068).</summary>
    private static readonly string[] AccessTypes = ["at+jwt", "application/at+jwt"];

    /// <summary>What of an issuer's tokens may also say when the company allows it.</summary>
    private const string Plain = "JWT";

    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 32 * 1024 };

    /// <summary>An access token for this audience; null when it is not good.</summary>
    /// <exception cref="IssuerUnavailableException">Its keys are not to be had.</exception>
    public Task<JsonWebToken?> AccessToken(string token, string issuer, string audience, bool takesPlain, CancellationToken ct)
    {
        var parameters = Parameters(issuer, audience);
        parameters.ValidTypes = takesPlain ? [.. AccessTypes, Plain] : AccessTypes;
        return Verified(token, issuer, parameters, ct);
    }

    /// <summary>An ID token for this client; null when it is not good. What it was asked with is checked elsewhere.</summary>
    /// <exception cref="IssuerUnavailableException">Its keys are not to be had.</exception>
    public Task<JsonWebToken?> IdToken(string token, string issuer, string clientId, CancellationToken ct)
    {
        var parameters = Parameters(issuer, clientId);
        // Most say JWT, some nothing. What says that it is for something else is not for this.
        parameters.TypeValidator = (type, _, _) => string.IsNullOrEmpty(type) || type.Equals(Plain, StringComparison.OrdinalIgnoreCase)
            ? Plain
            : throw new SecurityTokenInvalidTypeException("No ID token.");
        return Verified(token, issuer, parameters, ct);
    }

    /// <summary>All claims of a token as they stand in it.</summary>
    public static Dictionary<string, JsonElement> ClaimsOf(JsonWebToken token) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Base64UrlEncoder.DecodeBytes(token.EncodedPayload)) ?? [];

    private async Task<JsonWebToken?> Verified(string token, string issuer, TokenValidationParameters parameters, CancellationToken ct)
    {
        var said = await issuers.Of(issuer, ct);
        var result = await Check(token, said, parameters);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException
            && await issuers.After(said, issuer, ct) is var anew && anew != said)
        {
            result = await Check(token, anew, parameters);
        }

        // One that was made later than now would be the newest for ever.
        return result is { IsValid: true, SecurityToken: JsonWebToken verified } && verified.IssuedAt <= clock.GetUtcNow().UtcDateTime + Skew
            ? verified
            : null;
    }

    private Task<TokenValidationResult> Check(string token, OpenIdConnectConfiguration said, TokenValidationParameters parameters)
    {
        parameters.IssuerSigningKeys = said.SigningKeys;
        return _handler.ValidateTokenAsync(token, parameters);
    }

    private TokenValidationParameters Parameters(string issuer, string audience) => new()
    {
        ValidIssuer = issuer,
        ValidAudience = audience,
        // As it is written: a slash more is another name.
        IgnoreTrailingSlashWhenValidatingAudience = false,
        ValidAlgorithms = Algorithms,
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        ValidateIssuerSigningKey = true,
        TryAllIssuerSigningKeys = false,
        LifetimeValidator = (from, to, _, _) => IsAlive(from, to, clock.GetUtcNow().UtcDateTime),
    };

    private static bool IsAlive(DateTime? from, DateTime? to, DateTime now) =>
        (from is null || from <= now + Skew) && to is not null && now < to + Skew;
}
