using Microsoft.AspNetCore.SignalR;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Live;

/// <summary>
/// <c>/hubs/engagement</c>: clients subscribe to channels of their own tenant and are called with
/// <c>notification</c>. The tenant is the token's; nothing a client sends can name another.
/// </summary>
internal sealed class EngagementHub(
    ChannelAccess access, GroupNames groups, LiveConnections connections, TokenStanding standing, LivePush live,
    Positions positions) : Hub
{
    private string TenantId => Context.User!.FindFirst(Caller.TenantClaim)!.Value;

    private Guid UserId => Context.User!.UserId();

    /// <summary>One's own notifications need no subscription.</summary>
    public override async Task OnConnectedAsync()
    {
        connections.Add(TenantId, Context);
        // Asked again now that we are on the list: what ended the token meanwhile found nothing to close.
        if (!await standing.Holds(Context.User!, Context.ConnectionAborted))
        {
            Context.Abort();
            return;
        }

        await Groups.AddToGroupAsync(Context.ConnectionId, groups.Of(TenantId, Channel.OfUser(UserId, "notifications")));
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(TenantId, Context);
        return Task.CompletedTask;
    }

    /// <summary>From now on the connection receives what happens on the channel, as far as it is within the caller's reach.</summary>
    /// <returns>The cursor from which nothing is missed.</returns>
    /// <exception cref="HubException">No such channel, or not the caller's to read.</exception>
    public async Task<string> Subscribe(string channel)
    {
        var wanted = Named(channel);
        var admission = await access.Admit(wanted, Context.User!, TenantId, Context.ConnectionAborted);
        if (admission.Scope is not { } scope)
            throw new HubException(admission.Refusal);

        string[] joined = scope.Owners is { } owners
            ? [.. owners.Select(owner => groups.Of(TenantId, wanted, owner))]
            : [groups.Of(TenantId, wanted)];
        foreach (var group in joined)
            await Groups.AddToGroupAsync(Context.ConnectionId, group);
        Context.Items[wanted.Name] = joined;
        // Read after joining: what came meanwhile may come twice, but never not at all.
        return positions.Hide(TenantId, await live.Position(Context.ConnectionAborted));
    }

    /// <summary>The connection receives nothing more from the channel. Not having subscribed is no error.</summary>
    /// <exception cref="HubException">No such channel.</exception>
    public async Task Unsubscribe(string channel)
    {
        if (!Context.Items.Remove(Named(channel).Name, out var joined))
            return;
        foreach (var group in (string[])joined!)
            await Groups.RemoveFromGroupAsync(Context.ConnectionId, group);
    }

    private static Channel Named(string name) => Channel.Parse(name) ?? throw new HubException(
        "unknown-channel: channels are activities, contacts, calls, contact:<id>:activities|calls|updates, "
        + "user:<id>:activities|calls|notifications, team:<id>:calls and tenant:broadcast.");
}
