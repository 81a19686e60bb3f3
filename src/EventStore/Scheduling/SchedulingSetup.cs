using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.EventStore.Scheduling;

/// <summary>Registers scheduled messages.</summary>
public static class SchedulingSetup
{
    /// <summary>Registers the clock as a shard of the daemon, and <see cref="ScheduledMessages"/>.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ScheduledMessages(
            provider.GetRequiredService<DaemonConnections>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IShard, MessageClock>();
        services.AddHostedService<ScheduleCheck>();
        return services;
    }

    /// <summary>Registers a message and what handles it; made anew for each message.</summary>
    /// <param name="services">Where.</param>
    /// <param name="retries">Waits before a message that failed is tried again; unless said, <see cref="DaemonOptions.Retries"/>.</param>
    public static IServiceCollection AddScheduledMessage<TMessage, THandler>(
        this IServiceCollection services, Func<IServiceProvider, IReadOnlyList<TimeSpan>>? retries = null)
        where TMessage : class
        where THandler : class, IScheduledHandler<TMessage>
    {
        services.AddSingleton<ScheduledRoute>(provider => new ScheduledRoute<TMessage>(retries?.Invoke(provider)));
        services.AddScoped<IScheduledHandler<TMessage>, THandler>();
        return services;
    }

    /// <summary>Refuses, when the program starts, messages that could hold personal data.</summary>
    private sealed class ScheduleCheck(IEnumerable<ScheduledRoute> routes, StoreOptions options) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            foreach (var route in routes)
                route.Check(options.IsPersonalData);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
