using System.IdentityModel.Tokens.Jwt;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SalesEngagement.Domain.IdentityProviders;

namespace SalesEngagement.Host.Oidc;

/// <summary>Exchanges the code that a provider sent for tokens, verifies them, and asks for what they do not say.</summary>
internal sealed class CodeExchange(OidcHttp http, OidcTokens tokens, ProviderRows rows)
{
    private readonly OpenIdConnectProtocolValidator _validator = new()
    {
        // Ours are random and are checked by the state they follow from, which has an end.
        RequireTimeStampInNonce = false,
        RequireNonce = true,
        RequireState = false,
        RequireStateValidation = false,
    };

    /// <summary>The person whom the code proves; null when it proves nobody.</summary>
    /// <exception cref="IssuerUnavailableException">The provider is away.</exception>
    public async Task<OidcPerson?> Prove(
        ProviderRow row, ProviderSettings settings, OpenIdConnectConfiguration said, SignInState state, string code, Uri redirectUri,
        CancellationToken ct)
    {
        try
        {
            var answer = await Exchange(row, settings, said, state, code, redirectUri, ct);
            if (answer is not { IdToken: { } text, AccessToken: { } accessToken }
                || await tokens.IdToken(text, settings.Issuer, settings.ClientId, ct) is not { } verified)
            {
                return null;
            }

            // Nonce, authorised party, and the access token's hash; it throws.
            _validator.ValidateTokenResponse(new()
            {
                ClientId = settings.ClientId,
                Nonce = state.Nonce,
                ProtocolMessage = answer,
                ValidatedIdToken = new JwtSecurityToken(text),
            });
            var claims = OidcTokens.ClaimsOf(verified);
            if (verified.Audiences.Skip(1).Any() && !claims.ContainsKey("azp"))
                return null;
            return await Completed(claims, said.UserInfoEndpoint, accessToken, ct) ? OidcPerson.Read(claims) : null;
        }
        catch (Exception e) when (e is IssuerRefusedException or OpenIdConnectProtocolException or SecurityTokenException or JsonException or ArgumentException)
        {
            // The last two: what it sent cannot be read.
            return null;
        }
    }

    private async Task<OpenIdConnectMessage> Exchange(
        ProviderRow row, ProviderSettings settings, OpenIdConnectConfiguration said, SignInState state, string code, Uri redirectUri,
        CancellationToken ct)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirectUri.AbsoluteUri,
            ["code_verifier"] = state.Verifier,
        };
        AuthenticationHeaderValue? by = null;
        if (await rows.SecretOf(row.TenantId, row.Id, ct) is not { } secret)
            form["client_id"] = settings.ClientId;
        else if (said.TokenEndpointAuthMethodsSupported is { Count: > 0 } ways && !ways.Contains("client_secret_basic"))
            (form["client_id"], form["client_secret"]) = (settings.ClientId, secret);
        else
            by = Basic(settings.ClientId, secret);

        using var content = new FormUrlEncodedContent(form);
        var text = await http.Send(HttpMethod.Post, said.TokenEndpoint, content, by, ct);
        return new OpenIdConnectMessage(text);
    }

    /// <summary>Adds what the provider says apart from the token (OpenID Connect Core 5.3), where it does.</summary>
    /// <returns>False when that is about somebody else.</returns>
    private async Task<bool> Completed(Dictionary<string, JsonElement> claims, string? address, string accessToken, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(address))
            return true;
        var text = await http.Send(HttpMethod.Get, address, content: null, new("Bearer", accessToken), ct);
        var more = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text) ?? [];
        if (!more.TryGetValue("sub", out var subject) || !claims.TryGetValue("sub", out var own)
            || own.ValueKind != JsonValueKind.String || !subject.ValueEquals(own.GetString()))
        {
            return false;
        }

        foreach (var (name, value) in more)
            claims.TryAdd(name, value);
        return true;
    }

    /// <summary>As RFC 6749 writes it: both encoded as in a form.</summary>
    private static AuthenticationHeaderValue Basic(string clientId, string secret) => new(
        "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{FormEncoded(clientId)}:{FormEncoded(secret)}")));

    private static string FormEncoded(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
