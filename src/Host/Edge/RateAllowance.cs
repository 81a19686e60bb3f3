using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Edge;

/// <summary>What each caller may still send: one token bucket per user, or per address where nobody signed in.</summary>
internal sealed class RateAllowance : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter;
    private readonly int _perSecond;

    public RateAllowance(IOptions<EdgeOptions> options)
    {
        Limit = options.Value.RateLimit;
        _perSecond = Math.Max(1, Limit / options.Value.RateWindowSeconds);
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = Limit,
            TokensPerPeriod = _perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        };
        _limiter = PartitionedRateLimiter.Create<HttpContext, string>(
            context => RateLimitPartition.GetTokenBucketLimiter(CallerOf(context), _ => bucket));
    }

    /// <summary>Requests in a full allowance.</summary>
    public int Limit { get; }

    /// <summary>Takes one request from the caller's allowance.</summary>
    public Allowed Take(HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire(context);
        var remaining = (int)(_limiter.GetStatistics(context)?.CurrentAvailablePermits ?? 0);
        return new(lease.IsAcquired, remaining, (Limit - remaining + _perSecond - 1) / _perSecond);
    }

    public void Dispose() => _limiter.Dispose();

    private static string CallerOf(HttpContext context) => context.User.Identity is { IsAuthenticated: true }
        ? $"{context.User.FindFirst(Caller.TenantClaim)?.Value}/{context.User.FindFirst(Caller.SubjectClaim)?.Value}"
        : NetworkOf(context.Connection.RemoteIpAddress);

    /// <summary>A household or host has a whole /64 of IPv6 addresses: they share one allowance.</summary>
    private static string NetworkOf(IPAddress? address) => address switch
    {
        null => "local",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}

/// <summary>What became of one request's try.</summary>
/// <param name="Granted">Whether it may go on.</param>
/// <param name="Remaining">Requests left now.</param>
/// <param name="ResetSeconds">Until the allowance is full again.</param>
internal sealed record Allowed(bool Granted, int Remaining, int ResetSeconds);
