using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SalesEngagement.Host.Jobs;

/// <summary>What kinds of long work share.</summary>
internal static class JobSetup
{
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
