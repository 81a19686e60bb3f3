using SalesEngagement.Projections.Contacts;

namespace SalesEngagement.Host.Live;

/// <summary>The data of <c>activity-logged</c>: what appeared on a contact's timeline.</summary>
internal sealed record ActivityLogged(TimelineKind Kind, Guid ContactId, Guid? UserId, Guid? CallId)
{
    /// <summary>The push of it.</summary>
    /// <param name="kind">What appeared.</param>
    /// <param name="contactId">On whose timeline.</param>
    /// <param name="userId">Whose activity it is; null when a process acted.</param>
    /// <param name="callId">The call it is about, if any.</param>
    public static Push On(TimelineKind kind, Guid contactId, Guid? userId, Guid? callId)
    {
        List<Channel> channels = [Channel.Activities, Channel.OfContact(contactId, "activities")];
        if (userId is { } user)
            channels.Add(Channel.OfUser(user, "activities"));
        return new("activity-logged", new ActivityLogged(kind, contactId, userId, callId), channels);
    }
}
