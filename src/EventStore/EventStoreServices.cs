using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Isolation;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Schema;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore;

/// <summary>Registers the store.</summary>
public static class EventStoreServices
{
    /// <summary>
    /// Registers <see cref="IEventStore"/> and what it needs. When the host starts, it checks the options and both
    /// databases first, and refuses to run on a database that is not protected.
    /// </summary>
    public static IServiceCollection AddEventStore(this IServiceCollection services, StoreOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(options.MasterKeys);
        services.AddSingleton<Databases>();
        services.AddSingleton(provider => new IsolationCheck(provider.GetRequiredService<Databases>()));
        services.AddSingleton<FactTypes>();
        services.AddSingleton<KeyDatabase>();
        services.AddSingleton<SubjectStates>();
        services.AddSingleton<SubjectKeys>();
        services.AddSingleton<ErasureEpoch>();
        services.AddSingleton<ErasureRecords>();
        services.AddSingleton<TenantKeyRing>();
        services.AddSingleton<KeyRotation>();
        services.AddSingleton<TenantFences>();
        services.AddSingleton<OffBoardings>();
        services.AddSingleton<KeyEviction>();
        services.AddSingleton<IPrivacy, PostgresPrivacy>();
        services.AddSingleton<EventCodec>();
        services.AddSingleton<Upcasts>();
        services.AddSingleton<StreamLog>();
        services.AddSingleton<SnapshotCodec>();
        services.AddSingleton<Snapshots>();
        services.AddSingleton<SubjectStreams>();
        services.AddSingleton<AppendNotifier>();
        services.AddSingleton<ReadModelSet>();
        services.AddSingleton<InlineModels>();
        services.AddSingleton<IEventStore, PostgresEventStore>();
        services.AddHostedService<StoreStartUp>();
        services.AddHostedService(provider => provider.GetRequiredService<AppendNotifier>());
        services.AddHostedService(provider => provider.GetRequiredService<KeyEviction>());
        return services;
    }
}
