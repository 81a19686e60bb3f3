using System.Globalization;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Edge;

/// <summary>
/// Tells every caller their tightest allowance, and refuses beyond it. Webhooks are exempt: they are signed, few addresses
/// send them for all tenants, and each refused one is a fact that we would have to learn by asking.
/// </summary>
internal sealed class RateLimits(RequestDelegate next, RateAllowance allowance)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/webhooks"))
            return next(context);

        var allowed = allowance.Take(context);
        context.Response.OnStarting(() => Tell(context.Response.Headers, allowed));
        return allowed.Granted
            ? next(context)
            : new Problem(429, "rate-limited", "Too many requests. Wait as Retry-After says.") { RetryAfter = allowed.RetrySeconds }
                .ExecuteAsync(context);
    }

    private static Task Tell(IHeaderDictionary headers, Allowed allowed)
    {
        headers["RateLimit-Limit"] = allowed.Limit.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Remaining"] = allowed.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = allowed.ResetSeconds.ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }
}
