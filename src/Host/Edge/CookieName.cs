namespace SalesEngagement.Host.Edge;

/// <summary>What our cookies are called.</summary>
internal static class CookieName
{
    private const string SecurePrefix = "__Host-";

    /// <summary>
    /// The name as it is in clear; over https it has a prefix that no other site and no page in clear can set. Browsers take
    /// that only with <c>Secure</c> and for all paths.
    /// </summary>
    public static string For(HttpContext http, string name) => http.Request.IsHttps ? SecurePrefix + name : name;
}
