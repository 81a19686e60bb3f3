using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Edge;

/// <summary>
/// What each caller may still send. A request of somebody who is signed in counts for them (or for their API key) and for
/// their tenant, any other for its network; whoever wants to sign in counts for a narrower one. Each node counts by itself.
/// </summary>
internal sealed class RateAllowance(IOptions<EdgeOptions> options, TimeProvider clock)
{
    private const string SignInRoutes = "/api/v1/auth";

    private readonly TokenBuckets _tenants = Buckets(options.Value.TenantRateLimit, options.Value.RateWindowSeconds, clock);
    private readonly TokenBuckets _users = Buckets(options.Value.UserRateLimit, options.Value.RateWindowSeconds, clock);
    private readonly TokenBuckets _networks = Buckets(options.Value.AddressRateLimit, options.Value.RateWindowSeconds, clock);
    private readonly TokenBuckets _signIns = Buckets(options.Value.SignInRateLimit, 60, clock);

    /// <summary>Takes one request from every allowance it counts for, or from none.</summary>
    /// <returns>The one that refuses; else the tightest.</returns>
    public Allowed Take(HttpContext context)
    {
        var taken = new List<(TokenBuckets Buckets, string Caller, Allowed Allowed)>(capacity: 3);
        foreach (var (buckets, caller) in CallersOf(context))
        {
            var allowed = buckets.Take(caller);
            if (!allowed.Granted)
            {
                // What one allowance refuses costs nothing of the others: a user at the limit takes nothing from colleagues.
                foreach (var other in taken)
                    other.Buckets.GiveBack(other.Caller);
                return allowed;
            }

            taken.Add((buckets, caller, allowed));
        }

        return taken.MinBy(one => one.Allowed.Remaining).Allowed;
    }

    private IEnumerable<(TokenBuckets Buckets, string Caller)> CallersOf(HttpContext context)
    {
        // A credential does not help here: whoever has one could try passwords with it.
        if (IsSignIn(context))
            yield return (_signIns, ClientNetwork.Of(context));

        if (context.User is { Identity.IsAuthenticated: true } user && user.FindFirst(Caller.TenantClaim)?.Value is { } tenant)
        {
            yield return (_users, user.FindFirst(Caller.KeyClaim)?.Value is { } key
                ? $"key/{key}"
                : $"user/{tenant}/{user.FindFirst(Caller.SubjectClaim)?.Value}");
            yield return (_tenants, tenant);
        }
        else
        {
            yield return (_networks, ClientNetwork.Of(context));
        }
    }

    /// <summary>What stands open under <c>/auth</c>: sign-up, sign-in, refresh, invitations, forgotten passwords.</summary>
    private static bool IsSignIn(HttpContext context) =>
        context.Request.Path.StartsWithSegments(SignInRoutes, StringComparison.OrdinalIgnoreCase)
        && context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static TokenBuckets Buckets(int limit, int seconds, TimeProvider clock) =>
        new(limit, TimeSpan.FromSeconds(seconds), clock);
}
