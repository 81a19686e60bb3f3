using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Merges;

/// <summary>What merges of contacts need behind their routes.</summary>
internal static class MergeSetup
{
    public static void AddMerges(this IServiceCollection services)
    {
        var own = services.Single(service => service.ServiceType == typeof(IPrivacy));
        services.Remove(own);
        services.AddSingleton<IPrivacy>(provider => new MergedPrivacy(
            (IPrivacy)ActivatorUtilities.CreateInstance(provider, own.ImplementationType!), provider.GetRequiredService<IEventStore>()));
        services.AddSingleton<IErasurePart, MergeErasure>();
    }
}
