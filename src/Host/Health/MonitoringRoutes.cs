using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Rebuild;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Health;

/// <summary>How the installation is doing, for operators. Nothing of any tenant is in it.</summary>
internal static class MonitoringRoutes
{
    private static readonly ShardList Example = new(
    [
        new("CallLog:All", ShardKind.ReadModel, ShardState.Running, 1, 0, 0, "node-1/4711", 0, null, 61_000, null),
        new("ContactCard:V2:All", ShardKind.ReadModel, ShardState.Rebuilding, 2, 120, 0.4, "node-2/815", 0, new(48_000, 61_000, 130_000), 60_880, null),
    ]);

    public static void MapMonitoring(this IEndpointRouteBuilder app)
    {
        var monitoring = app.MapGroup("/monitoring").WithTags("Operations").RequireOperator();
        monitoring.MapGet("/projections", async (ProjectionAdmin projections, CancellationToken ct) =>
                new ShardList(await projections.Status(ct)))
            .WithSummary("Lag, state, owner, dead letters, rebuild and hold of every read model and subscription")
            .Produces<ShardList>()
            .WithExamples(request: null, Example);
    }
}

/// <summary>How the shards are doing.</summary>
internal sealed record ShardList(IReadOnlyList<ShardStatus> Items);
