using System.Text.Json;
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

    /// <summary>What the token says; null when it cannot be read, or does not say by whom and for whom it is.</summary>
    public static JsonWebToken? Read(string token)
    {
        try
        {
            var read = new JsonWebToken(token);
            // Members of a wrong kind are noticed when they are looked at.
            return string.IsNullOrEmpty(read.Issuer) || !read.Audiences.Any() ? null : read;
        }
        catch (Exception e) when (e is ArgumentException or JsonException or FormatException or InvalidOperationException)
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
