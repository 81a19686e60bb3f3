using Microsoft.Extensions.Options;

namespace SalesEngagement.Host.Edge;

/// <summary>
/// Which other origins' pages may call the API from a browser: none, unless configured. Cookies are never among it, so
/// that a page cannot act for whoever has it open: it has to have a token of its own.
/// </summary>
internal static class CrossOrigin
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private static readonly string[] Sent =
    [
        "Accept", "Authorization", "Content-Type", "Idempotency-Key", "If-Match", "X-Api-Key", RequestIds.Header,
        "X-Requested-With", "X-SignalR-User-Agent",
    ];

    private static readonly string[] Told =
    [
        "ETag", "Location", "Retry-After", "X-Position", RequestIds.Header, "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset",
    ];

    /// <summary>Without configured origins there is nothing to use: no answer ever allows one.</summary>
    public static void UseCrossOrigin(this WebApplication app)
    {
        var origins = EdgeOptions.ListOf(app.Services.GetRequiredService<IOptions<EdgeOptions>>().Value.CorsOrigins);
        if (origins is [])
            return;
        app.UseCors(policy => policy
            .WithOrigins(origins)
            .WithMethods("GET", "POST", "PUT", "PATCH", "DELETE")
            .WithHeaders(Sent)
            .WithExposedHeaders(Told)
            .SetPreflightMaxAge(Remembered));
    }

    /// <summary>Whether a text is scheme, host and port of a web page and nothing else: no path, no wildcard.</summary>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && !text.Contains('*', StringComparison.Ordinal)
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase)
        && uri.UserInfo.Length == 0;
}
