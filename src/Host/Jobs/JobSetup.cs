using Microsoft.Extensions.DependencyInjection.Extensions;
using SalesEngagement.Host.BulkChanges;
using SalesEngagement.Host.Duplicates;
using SalesEngagement.Host.Imports;

namespace SalesEngagement.Host.Jobs;

/// <summary>What kinds of long work share.</summary>
internal static class JobSetup
{
    /// <summary>All work that goes on behind requests, with what requests ask of it.</summary>
    public static void AddWork(this IServiceCollection services)
    {
        services.AddImports();
        services.AddBulkChanges();
        services.AddDuplicates();
    }

    /// <summary>Each kind asks for it; it is there once.</summary>
    public static void AddJobs(this IServiceCollection services)
    {
        services.AddOptions<JobOptions>()
            .BindConfiguration(JobOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton<JobTurns>();
    }
}
