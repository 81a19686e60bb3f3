using SalesEngagement.EventStore.Privacy;
using SalesEngagement.Host.Contacts;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Imports;

/// <summary>Files of contacts: received, worked through behind the requests, taken back.</summary>
internal static class ImportSetup
{
    public static void AddImports(this IServiceCollection services)
    {
        services.AddContacts();
        services.AddJobs();
        services.AddOptions<ImportOptions>()
            .BindConfiguration(ImportOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<ImportCipher>();
        services.AddSingleton<IMasterKeyHolder, ImportRewrap>();
        services.AddSingleton<ImportFiles>();
        services.AddSingleton<ImportUploads>();
        services.AddSingleton<ImportCommands>();
        services.AddSingleton<ImportSignal>();
        services.AddSingleton<ImportJobs>();
        services.AddSingleton<ImportBatches>();
        services.AddSingleton<ImportUndo>();
        services.AddSingleton<ImportRun>();
        services.AddSingleton<IErasurePart, ImportErasure>();
        services.AddHostedService<ImportWorker>();
    }
}
