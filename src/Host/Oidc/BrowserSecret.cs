using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using SalesEngagement.Host.Edge;

namespace SalesEngagement.Host.Oidc;

/// <summary>
/// Ties sign-ins to the browser they were begun in: a cookie with a random secret. It opens nothing by itself, and it has to
/// come along when a provider sends the browser back, which is why it is <c>Lax</c>.
/// </summary>
internal static class BrowserSecret
{
    /// <summary>Name of the cookie (<see cref="CookieName"/>).</summary>
    public const string Name = "oidc";

    /// <summary>The secret; null when the browser brings none.</summary>
    public static byte[]? Of(HttpContext http) =>
        SignInState.Decode(http.Request.Cookies[CookieName.For(http, Name)]) is { Length: SignInState.SecretSize } secret ? secret : null;

    /// <summary>The secret that the browser has, or a new one: several sign-ins may be on their way at once.</summary>
    public static byte[] Keep(HttpContext http, TimeSpan life)
    {
        var secret = Of(http) ?? RandomNumberGenerator.GetBytes(SignInState.SecretSize);
        http.Response.Cookies.Append(CookieName.For(http, Name), WebEncoders.Base64UrlEncode(secret), new()
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = life,
        });
        return secret;
    }
}
