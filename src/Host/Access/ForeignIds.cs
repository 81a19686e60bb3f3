using System.Threading.Channels;
using Npgsql;
using SalesEngagement.Domain.Access;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>
/// Finds out, after a signed-in user was told that there is no such thing, whether it is another company's: then it is a
/// violation. The answer never waits for it, so that foreign and unknown ids take the same time.
/// </summary>
internal sealed partial class ForeignIds(
    IEventStore store, AuditLog audit, AccessMetrics metrics, ILogger<ForeignIds> log) : BackgroundService
{
    /// <summary>The look-up comes for a tenant but asks about the others; the function it asks needs none.</summary>
    private const string NoTenant = "none";

    private static readonly string IsForeignSql = EmbeddedSql.Beside<ForeignIds>("IsForeign.sql");

    // Asking is cheap and not free: more than this at once is itself a flood of wrong ids, which the metric shows.
    private readonly Channel<Asked> _asked = Channel.CreateBounded<Asked>(
        new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Asks about an id that was answered with 404.</summary>
    public void Ask(string tenantId, Guid userId, Guid id, string route, Visit visit)
    {
        if (!_asked.Writer.TryWrite(new(tenantId, userId, id, route, visit)))
            metrics.ForeignIdNotChecked();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var asked in _asked.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await Check(asked, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                NotChecked(asked.Id, failure.GetType().Name);
            }
        }
    }

    private async Task Check(Asked asked, CancellationToken ct)
    {
        var found = await store.Query(NoTenant).Query<Answered>(
            IsForeignSql, ct,
            new NpgsqlParameter<Guid> { TypedValue = asked.Id }, new NpgsqlParameter<string> { TypedValue = asked.TenantId });
        if (found is [{ IsForeign: true }])
        {
            await audit.Detect(
                asked.Visit, asked.TenantId, asked.UserId, ViolationKind.CrossTenantAccess, asked.Route, asked.Id, detail: null, ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether {Id} is of another tenant could not be found out ({Failure}).")]
    private partial void NotChecked(Guid id, string failure);

    private sealed record Asked(string TenantId, Guid UserId, Guid Id, string Route, Visit Visit);

    private sealed record Answered(bool IsForeign);
}

/// <summary>Asks about every id in a path that a signed-in user got 404 for.</summary>
internal sealed class ForeignIdWatch(RequestDelegate next, ForeignIds foreign)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Response.StatusCode != StatusCodes.Status404NotFound
            || context.User.FindFirst(Caller.TenantClaim)?.Value is not { } tenant
            || context.GetEndpoint() is not RouteEndpoint route)
        {
            return;
        }

        foreach (var value in context.Request.RouteValues.Values)
        {
            if (Guid.TryParse(value as string, out var id))
                foreign.Ask(tenant, context.UserId(), id, $"{context.Request.Method} {route.RoutePattern.RawText}", Visit.Of(context));
        }
    }
}
