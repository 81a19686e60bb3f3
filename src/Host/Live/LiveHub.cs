using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.EventStore.Subscriptions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Edge;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Live;

/// <summary>The hub and what feeds it.</summary>
internal static class LiveHub
{
    /// <summary>Where clients connect.</summary>
    public const string Path = "/hubs/engagement";

    public static void AddLiveHub(this IServiceCollection services)
    {
        services.AddSignalR().AddJsonProtocol(json => JsonFormat.Configure(json.PayloadSerializerOptions));
        services.AddSingleton<GroupNames>();
        services.AddSingleton<ChannelAccess>();
        services.AddSingleton<StreamStates<Call>>();
        services.AddSingleton<StreamStates<Contact>>();
        services.AddSingleton<LiveConnections>();
        services.AddSingleton<LivePush>();
        services.AddSingleton<ILiveListener>(provider => provider.GetRequiredService<LivePush>());
    }

    public static void MapLiveHub(this IEndpointRouteBuilder app) =>
        app.MapHub<EngagementHub>(Path, options => options.CloseOnAuthenticationExpiration = true)
            .WithMetadata(Unhurried.Instance)
            .Needs(Permission.WatchLive);
}
