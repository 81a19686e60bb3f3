using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Live;

/// <summary>
/// <c>/hubs/engagement</c>: clients subscribe to channels of their own tenant and are called with
/// <c>notification</c>. The tenant is the token's; nothing a client sends can name another.
/// </summary>
[Authorize]
internal sealed class EngagementHub(ChannelAccess access, GroupNames groups, LivePush live, Positions positions) : Hub
{
    /// <summary>One's own notifications need no subscription.</summary>
    public override Task OnConnectedAsync() =>
        Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(Channel.OfUser(Viewer.UserId, "notifications")));

    /// <summary>From now on the connection receives what happens on the channel.</summary>
    /// <returns>The cursor from which nothing is missed.</returns>
    /// <exception cref="HubException">No such channel, or not the caller's to read.</exception>
    public async Task<string> Subscribe(string channel)
    {
        var wanted = Named(channel);
        if (await access.RefusalOf(wanted, Viewer, Context.ConnectionAborted) is { } refusal)
            throw new HubException(refusal);

        await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(wanted));
        // Read after joining: what came meanwhile may come twice, but never not at all.
        return positions.Hide(Viewer.TenantId, await live.Position(Context.ConnectionAborted));
    }

    /// <summary>The connection receives nothing more from the channel. Not having subscribed is no error.</summary>
    /// <exception cref="HubException">No such channel.</exception>
    public Task Unsubscribe(string channel) =>
        Groups.RemoveFromGroupAsync(Context.ConnectionId, GroupOf(Named(channel)));

    private Viewer Viewer => Viewer.Of(Context.User!);

    private string GroupOf(Channel channel) => groups.Of(Viewer.TenantId, channel);

    private static Channel Named(string name) => Channel.Parse(name) ?? throw new HubException(
        "unknown-channel: channels are activities, contacts, calls, contact:<id>:activities|calls|updates, "
        + "user:<id>:activities|calls|notifications and tenant:broadcast.");
}
