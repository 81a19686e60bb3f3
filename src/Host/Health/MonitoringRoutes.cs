using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Rebuild;
using SalesEngagement.EventStore.Scheduling;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Health;

/// <summary>How the installation is doing, for operators. Nothing of any tenant is in it.</summary>
internal static class MonitoringRoutes
{
    private static readonly ShardList Example = new(
    [
        new("CallLog:All", ShardKind.ReadModel, ShardState.Running, 1, 0, 0, "node-1/4711", 0, null, 61_000, null),
        new("ContactCard:V2:All", ShardKind.ReadModel, ShardState.Rebuilding, 2, 120, 0.4, "node-2/815", 0, new(48_000, 61_000, 130_000), 60_880, null),
    ],
    new(Pending: 1_200, Overdue: 0, Parked: 0, OverdueSeconds: 0));

    public static void MapMonitoring(this IEndpointRouteBuilder app)
    {
        var monitoring = app.MapGroup("/monitoring").WithTags("Operations").Needs(Permission.Operate);
        monitoring.MapGet("/projections", async (ProjectionAdmin projections, ScheduledMessages scheduled, CancellationToken ct) =>
                new ShardList(await projections.Status(ct), await scheduled.Status(ct)))
            .WithSummary("Lag, state, owner, dead letters, rebuild and hold of every read model and subscription; scheduled messages")
            .Produces<ShardList>()
            .WithExamples(request: null, Example);
    }
}

/// <summary>How the shards are doing.</summary>
/// <param name="Items">Every shard of the program.</param>
/// <param name="Scheduled">The scheduled messages of all tenants.</param>
internal sealed record ShardList(IReadOnlyList<ShardStatus> Items, ScheduleStatus Scheduled);
