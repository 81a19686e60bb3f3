using System.Threading.RateLimiting;
using SalesEngagement.Host.Access;

namespace SalesEngagement.Host.Oidc;

/// <summary>
/// Puts on record whom a company did not let in although their provider has proved them. A program repeats a token that is
/// refused: the same person and reason stand in the trail once a minute and node.
/// </summary>
internal sealed class RefusedVisits(AuditLog audit) : IDisposable
{
    private const string Action = "sign-in";
    private const string Target = "identity-provider";

    private readonly PartitionedRateLimiter<(Guid Who, string Why)> _repeated =
        PartitionedRateLimiter.Create<(Guid Who, string Why), (Guid, string)>(visit =>
            RateLimitPartition.GetFixedWindowLimiter(visit, _ => new() { PermitLimit = 1, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Records a refusal of somebody who is known, or (of whom there may be a flood) is not.</summary>
    public async Task Record(HttpContext http, ProviderRow provider, Admission refused, CancellationToken ct)
    {
        if (refused is not { Refusal.Code: var why, User: var user })
            return;
        using var lease = user is null ? null : _repeated.AttemptAcquire((user.UserId, why));
        if (lease is { IsAcquired: false })
            return;
        await audit.Record(
            Visit.Of(http), provider.TenantId, user?.UserId, Action, Target, isRefused: true, $"{why} {provider.Id}", ct);
    }

    public void Dispose() => _repeated.Dispose();
}
