using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using SalesEngagement.Domain.Access;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>
/// Appends what is no change and still must be known: accesses, refusals, violations. One stream for each user and day, so
/// that nobody waits for others; of those who are nobody here, one for each tenant and day.
/// </summary>
internal sealed partial class AuditLog(IEventStore store, AccessMetrics metrics, TimeProvider clock, ILogger<AuditLog> log) : IDisposable
{
    /// <summary>Where attempts are kept that belong to no company, such as sign-ins to accounts that are not there.</summary>
    public const string Installation = "00000000-0000-0000-0000-000000000000";

    // Of a flood of the same, a part tells as much as all of it: the metric counts the rest.
    private readonly PartitionedRateLimiter<(string TenantId, string What)> _flood =
        PartitionedRateLimiter.Create<(string TenantId, string What), (string, string)>(what =>
            RateLimitPartition.GetFixedWindowLimiter(what, _ => new()
            {
                PermitLimit = 100,
                Window = TimeSpan.FromMinutes(1),
            }));

    /// <summary>Records an access of the caller.</summary>
    public Task Record(
        HttpContext http, string action, string? target, bool isRefused, string? detail, CancellationToken ct) =>
        Record(Visit.Of(http), http.Tenant(), http.UserId(), action, target, isRefused, detail, ct);

    /// <summary>Records an access of, or to the account of, a user; null: of somebody unknown, of whom there may be a flood.</summary>
    public async Task Record(
        Visit visit, string tenantId, Guid? userId, string action, string? target, bool isRefused, string? detail,
        CancellationToken ct)
    {
        using var lease = userId is null ? _flood.AttemptAcquire((tenantId, action)) : null;
        if (lease is { IsAcquired: false })
            return;

        var now = clock.GetUtcNow();
        var stream = StreamOf(tenantId, userId, now);
        await Append(tenantId, stream, userId, visit, new AccessRecorded(
            userId ?? stream, action, target, TargetId: null, isRefused, detail, visit.Address, visit.UserAgent, visit.RequestId, now), ct);
    }

    /// <summary>Records that the caller read what is kept about a person, such as their <c>contact-history</c>.</summary>
    public Task RecordRead(HttpContext http, string what, Guid personId, CancellationToken ct)
    {
        var (visit, now) = (Visit.Of(http), clock.GetUtcNow());
        return Append(http.Tenant(), StreamOf(http.Tenant(), http.UserId(), now), http.UserId(), visit, new AccessRecorded(
            http.UserId(), "personal-data-read", what, personId, IsRefused: false, Detail: null, visit.Address, visit.UserAgent,
            visit.RequestId, now), ct);
    }

    /// <summary>Records a violation by a user, by who holds their credential, or (null) by somebody unknown.</summary>
    public Task Detect(
        HttpContext http, string tenantId, Guid? userId, ViolationKind kind, string? target, Guid? targetId, string? detail,
        CancellationToken ct) =>
        Detect(Visit.Of(http), tenantId, userId, kind, target, targetId, detail, ct);

    /// <inheritdoc cref="Detect(HttpContext, string, Guid?, ViolationKind, string?, Guid?, string?, CancellationToken)"/>
    public async Task Detect(
        Visit visit, string tenantId, Guid? userId, ViolationKind kind, string? target, Guid? targetId, string? detail,
        CancellationToken ct)
    {
        metrics.Violation(kind);
        Violation(kind, tenantId, target, visit.RequestId);
        using var lease = _flood.AttemptAcquire((tenantId, kind.ToString()));
        if (!lease.IsAcquired)
            return;

        var now = clock.GetUtcNow();
        var stream = StreamOf(tenantId, userId, now);
        await Append(tenantId, stream, userId, visit, new ViolationDetected(
            userId ?? stream, kind, target, targetId, detail, visit.Address, visit.UserAgent, visit.RequestId, now), ct);
    }

    public void Dispose() => _flood.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Violation {Kind} in tenant {Tenant}: {Target}, request {RequestId}.")]
    private partial void Violation(ViolationKind kind, string tenant, string? target, string requestId);

    private async Task Append(string tenantId, Guid stream, Guid? userId, Visit visit, object fact, CancellationToken ct)
    {
        var metadata = new EventMetadata(visit.KeyId ?? userId?.ToString(), visit.RequestId);
        while (true)
        {
            try
            {
                var session = store.Open(tenantId, metadata);
                session.Append(stream, [fact]);
                await session.Save(ct);
                return;
            }
            catch (StreamConflictException missing)
            {
                // There by now: somebody else began it between the append and the look at why it failed.
                if (missing.Actual == 0 && await Begin(tenantId, stream, metadata, fact, ct))
                    return;
            }
        }
    }

    /// <summary>Begins the day's log; false when somebody else did in the same moment.</summary>
    private async Task<bool> Begin(string tenantId, Guid stream, EventMetadata metadata, object fact, CancellationToken ct)
    {
        try
        {
            var session = store.Open(tenantId, metadata);
            session.Start<AccessLog>(stream, [fact]);
            await session.Save(ct);
            return true;
        }
        catch (StreamConflictException)
        {
            return false;
        }
    }

    /// <summary>The log's id follows from whose it is and the day; nothing that is not an id already goes into it.</summary>
    private static Guid StreamOf(string tenantId, Guid? userId, DateTimeOffset now)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"access-log\n{tenantId}\n{userId}\n{now.UtcDateTime:yyyy-MM-dd}")).AsSpan(0, 16);
        hash[6] = (byte)(0x80 | (hash[6] & 0x0F));
        hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
        return new(hash, bigEndian: true);
    }
}
