using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using SalesEngagement.Host.Access;

namespace SalesEngagement.Host.Oidc;

/// <summary>The token that a request brings, as it says of itself: nothing of it is verified.</summary>
internal static class SentToken
{
    private const string Scheme = "Bearer ";

    /// <summary>The text; null when none is sent. A browser cannot send headers with a WebSocket: at the hub it may stand in the query.</summary>
    public static string? Of(HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/hubs") && request.Query["access_token"] is [{ Length: > 0 } token])
            return token;
        return request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;
    }

    /// <summary>What the token says; null when it cannot be read.</summary>
    public static JsonWebToken? Read(string token)
    {
        try
        {
            var read = new JsonWebToken(token);
            return string.IsNullOrEmpty(read.Issuer) ? null : read;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

/// <summary>How a request is asked for its credential.</summary>
internal static class CredentialKinds
{
    /// <summary>Adds API keys and tokens of identity providers beside our own, and the scheme that chooses.</summary>
    public static void AddKinds(this AuthenticationBuilder authentication) => authentication
        .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Name, configureOptions: null)
        .AddScheme<AuthenticationSchemeOptions, OidcAuthentication>(OidcAuthentication.Name, configureOptions: null)
        .AddPolicyScheme(ApiKeyAuthentication.OrBearer, displayName: null, options => options.ForwardDefaultSelector = Choose);

    private static string Choose(HttpContext http)
    {
        if (http.Request.Headers.ContainsKey(ApiKeyAuthentication.Header))
            return ApiKeyAuthentication.Name;
        var ours = http.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value.Issuer;
        return SentToken.Of(http.Request) is { } text && SentToken.Read(text) is { } token && token.Issuer != ours
            ? OidcAuthentication.Name
            : JwtBearerDefaults.AuthenticationScheme;
    }
}
