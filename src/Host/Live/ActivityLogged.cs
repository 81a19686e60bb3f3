using SalesEngagement.Projections.Contacts;

namespace SalesEngagement.Host.Live;

/// <summary>The data of <c>activity-logged</c>: what appeared on a contact's timeline.</summary>
internal sealed record ActivityLogged(TimelineKind Kind, Guid ContactId, Guid? UserId, Guid? CallId)
{
    /// <summary>The push of it.</summary>
    /// <param name="owners">Whose record it is about.</param>
    public Push To(params IReadOnlyCollection<Guid> owners)
    {
        List<Channel> channels = [Channel.Activities, Channel.OfContact(ContactId, "activities")];
        if (UserId is { } user)
            channels.Add(Channel.OfUser(user, "activities"));
        return new("activity-logged", this, owners, channels);
    }
}
