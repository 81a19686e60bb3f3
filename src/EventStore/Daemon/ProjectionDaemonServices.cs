using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Rebuild;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.EventStore.Subscriptions;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>Registers the daemon.</summary>
public static class ProjectionDaemonServices
{
    /// <summary>
    /// Registers the read models' and subscriptions' shards, the live tail and <see cref="ProjectionAdmin"/>. Wants the
    /// store registered; takes every <see cref="Subscriptions.ISubscription"/> and
    /// <see cref="Subscriptions.ILiveListener"/> there is. Nothing runs before the host starts.
    /// </summary>
    /// <param name="services">Where.</param>
    /// <param name="configure">What this node runs, and how fast.</param>
    public static IServiceCollection AddProjectionDaemon(
        this IServiceCollection services, Action<DaemonOptions>? configure = null)
    {
        var options = new DaemonOptions();
        configure?.Invoke(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<DaemonConnections>();
        services.AddSingleton<LogReader>();
        services.AddSingleton<SharedLog>();
        services.AddSingleton<ReadModelTables>();
        services.AddSingleton<ReadModelRebuild>();
        services.AddSingleton<StreamRebuild>();
        services.AddSingleton<TableErasure>();
        services.AddSingleton<PurgeQueue>();
        services.AddSingleton<Purge>();
        services.AddSingleton<IErasurePart, SnapshotErasure>();
        services.AddSingleton<SwitchBack>();
        services.AddSingleton<ReadModelDiff>();
        services.AddSingleton<CatchUpTurns>();
        services.AddSingleton<ShardContext>();
        services.AddSingleton<ShardSet>();
        services.AddSingleton<ShardStatusReader>();
        services.AddSingleton<DeadLetterDesk>();
        services.AddSingleton(provider => new ReadModelBacklog(
            provider.GetRequiredService<DaemonConnections>(), provider.GetRequiredService<ReadModelSet>()));
        services.AddSingleton(provider => new ShardDesk(
            provider.GetRequiredService<DaemonConnections>(), provider.GetRequiredService<ReadModelSet>(),
            provider.GetServices<ISubscription>(), provider.GetServices<IShard>()));
        services.AddSingleton(provider => new ProjectionAdmin(
            provider.GetRequiredService<ReadModelSet>(), provider.GetRequiredService<ReadModelTables>(),
            provider.GetRequiredService<ReadModelRebuild>(), provider.GetRequiredService<StreamRebuild>(),
            provider.GetRequiredService<SwitchBack>(), provider.GetRequiredService<ReadModelDiff>(),
            provider.GetRequiredService<ShardStatusReader>(), provider.GetRequiredService<DeadLetterDesk>(),
            provider.GetRequiredService<TenantFences>()));
        services.AddSingleton<AppendSignal>();
        services.AddSingleton<HighWater>();
        services.AddSingleton<ShardControls>();
        services.AddSingleton<LiveTail>();
        services.AddHostedService(provider => provider.GetRequiredService<AppendSignal>());
        services.AddHostedService(provider => provider.GetRequiredService<HighWater>());
        services.AddHostedService(provider => provider.GetRequiredService<ShardControls>());
        services.AddHostedService(provider => provider.GetRequiredService<LiveTail>());
        services.AddHostedService<ProjectionDaemon>();
        services.AddHostedService<PurgeWorker>();
        services.AddHostedService<LagGauges>();
        return services;
    }
}
