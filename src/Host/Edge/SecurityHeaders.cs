using SalesEngagement.Host.OpenApi;

namespace SalesEngagement.Host.Edge;

/// <summary>
/// Headers that keep browsers from guessing, framing, caching and leaking our answers, as OWASP advises. What a page needs
/// of its own (policy, permissions, caching) its route sets; whatever a route does not set is closed.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string NothingRuns = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private const string DocsRun =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private const string NothingUsed =
        "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), display-capture=(), encrypted-media=(), fullscreen=(), "
        + "geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), "
        + "publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state => Write((HttpContext)state), context);
        return next(context);
    }

    private static Task Write(HttpContext context)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["X-Permitted-Cross-Domain-Policies"] = "none";
        SetUnlessSet(headers, "Cross-Origin-Embedder-Policy", "require-corp");
        SetUnlessSet(headers, "Permissions-Policy", NothingUsed);
        SetUnlessSet(
            headers, "Content-Security-Policy", request.Path.StartsWithSegments(ApiDocs.PagePath) ? DocsRun : NothingRuns);
        SetUnlessSet(headers, "Cache-Control", "no-store");
        // A browser would hold whatever else runs on the same machine to it too.
        if (request.IsHttps && !Loopback.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        return Task.CompletedTask;
    }

    private static void SetUnlessSet(IHeaderDictionary headers, string name, string value)
    {
        if (headers[name].Count == 0)
            headers[name] = value;
    }
}
