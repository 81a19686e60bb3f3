using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.EventStore.History;

/// <summary>Registers the sealing of history and its verification.</summary>
public static class HistoryServices
{
    /// <summary>
    /// Registers the sealer as a shard of the daemon, <see cref="HistoryVerifier"/>, <see cref="HistoryExport"/> and
    /// <see cref="HistoryProofs"/>. Wants the daemon registered.
    /// </summary>
    public static IServiceCollection AddHistorySealing(this IServiceCollection services, Func<IServiceProvider, SealOptions> options)
    {
        services.AddSingleton(options);
        services.AddSingleton<IShard, Sealer>();
        services.AddSingleton(provider => new HistoryVerifier(
            provider.GetRequiredService<DaemonConnections>(), provider.GetRequiredService<SealOptions>()));
        services.AddSingleton(provider => new HistoryExport(
            provider.GetRequiredService<DaemonConnections>(), provider.GetRequiredService<SealOptions>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new HistoryProofs(provider.GetRequiredService<DaemonConnections>()));
        return services;
    }
}
