namespace SalesEngagement.Host.Live;

/// <summary>
/// Names the SignalR groups of a channel. The tenant comes from the token or from the event, never from a client: this
/// is what keeps tenants apart on the hub. Who reaches everybody's records is in the channel's own group, others are in
/// one for each user whose records they reach: this is what keeps records apart.
/// </summary>
internal class GroupNames
{
    /// <summary>The group of those who receive what is about a user's record; null: about anybody's.</summary>
    public virtual string Of(string tenantId, Channel channel, Guid? ownerId = null) =>
        ownerId is null ? $"{tenantId}/{channel.Name}" : $"{tenantId}/{channel.Name}@{ownerId}";
}
