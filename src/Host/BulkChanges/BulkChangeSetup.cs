using SalesEngagement.EventStore.Privacy;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>Changes of many contacts: previewed, worked through behind the requests, taken back.</summary>
internal static class BulkChangeSetup
{
    public static void AddBulkChanges(this IServiceCollection services)
    {
        services.AddJobs();
        services.AddOptions<BulkChangeOptions>()
            .BindConfiguration(BulkChangeOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<BulkChangeValues>();
        services.AddSingleton<BulkPreviews>();
        services.AddSingleton<BulkChangeCommands>();
        services.AddSingleton<BulkChangeSignal>();
        services.AddSingleton<BulkChangeJobs>();
        services.AddSingleton<Askers>();
        services.AddSingleton<BulkOrders>();
        services.AddSingleton<BulkBatches>();
        services.AddSingleton<BulkUndo>();
        services.AddSingleton<BulkChangeRun>();
        services.AddSingleton<IErasurePart, BulkChangeErasure>();
        services.AddHostedService<BulkChangeWorker>();
    }
}
