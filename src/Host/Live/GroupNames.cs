namespace SalesEngagement.Host.Live;

/// <summary>
/// Names the SignalR group of a channel. The tenant comes from the token or from the event, never from a client: this
/// is what keeps tenants apart on the hub.
/// </summary>
internal class GroupNames
{
    public virtual string Of(string tenantId, Channel channel) => $"{tenantId}/{channel.Name}";
}
