using SalesEngagement.Domain.Contacts;
using SalesEngagement.EventStore.Events;
using SalesEngagement.Projections.Contacts;

namespace SalesEngagement.Host.Live;

/// <summary>What an event of a contact means to those who watch. Pure.</summary>
internal static class ContactPushes
{
    /// <param name="event">An event of a contact's stream.</param>
    /// <param name="before">The contact without the event; null before the first.</param>
    /// <param name="after">The contact with it.</param>
    public static IEnumerable<Push> Of(Event @event, Contact? before, Contact after)
    {
        // Who loses a contact is told too: it is to vanish from their list.
        Guid[] owners = before is null || before.OwnerId == after.OwnerId ? [after.OwnerId] : [before.OwnerId, after.OwnerId];
        yield return new(
            @event.Body is ContactAdded ? "contact-added" : "contact-changed",
            new ContactVersion(@event.StreamId, @event.Version),
            owners,
            [Channel.Contacts, Channel.OfContact(@event.StreamId, "updates")]);

        if (@event.Body is ContactAdded or ContactCompanyChanged or ContactDeleted or ContactRestored
            or ContactAbsorbed or ContactReleased or ContactUnmerged)
        {
            yield return new ActivityLogged(TimelineKind.Contact, @event.StreamId, UserOf(@event), CallId: null).To(owners);
        }
    }

    private static Guid? UserOf(Event @event) => Guid.TryParse(@event.UserName, out var user) ? user : null;
}

/// <summary>The data of <c>contact-added</c> and <c>contact-changed</c>: what to read again, unless one has it.</summary>
internal sealed record ContactVersion(Guid ContactId, long Version);
