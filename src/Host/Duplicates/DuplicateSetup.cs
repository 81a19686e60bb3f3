using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Duplicates;

/// <summary>Contacts that are there twice: found as they are entered and behind the requests, reviewed, dismissed.</summary>
internal static class DuplicateSetup
{
    public static void AddDuplicates(this IServiceCollection services)
    {
        services.AddOptions<DuplicateOptions>()
            .BindConfiguration(DuplicateOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<DuplicateHints>();
        services.AddSingleton<ContactEntry>();
        services.AddSingleton<IInlinePart, DuplicatePairRows>();
        services.AddSingleton<IErasurePart, DuplicateErasure>();
        services.AddSingleton<AddressBackfill>();
        services.AddSingleton<DuplicateMetrics>();
        services.AddSingleton<DuplicateBatch>();
        services.AddSingleton<DuplicateRun>();
        services.AddSingleton<DuplicateJobs>();
        services.AddSingleton<DuplicateSignal>();
        services.AddHostedService<DuplicateWorker>();
    }
}
