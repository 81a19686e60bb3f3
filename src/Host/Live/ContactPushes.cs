using SalesEngagement.Domain.Contacts;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Folding;
using SalesEngagement.Projections.Contacts;

namespace SalesEngagement.Host.Live;

/// <summary>What an event of a contact means to those who watch. Pure.</summary>
internal static class ContactPushes
{
    private static readonly IReadOnlyCollection<Type> Facts = Fold.FactsOf<Contact>();

    public static IEnumerable<Push> Of(Event @event)
    {
        if (!Facts.Contains(@event.Body.GetType()))
            yield break;

        yield return new(
            @event.Body is ContactAdded ? "contact-added" : "contact-changed",
            new ContactVersion(@event.StreamId, @event.Version),
            [Channel.Contacts, Channel.OfContact(@event.StreamId, "updates")]);

        if (@event.Body is ContactAdded or ContactDeleted or ContactRestored)
            yield return ActivityLogged.On(TimelineKind.Contact, @event.StreamId, UserOf(@event), callId: null);
    }

    private static Guid? UserOf(Event @event) => Guid.TryParse(@event.UserName, out var user) ? user : null;
}

/// <summary>The data of <c>contact-added</c> and <c>contact-changed</c>: what to read again, unless one has it.</summary>
internal sealed record ContactVersion(Guid ContactId, long Version);
