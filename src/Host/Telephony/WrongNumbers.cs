using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.EventStore.Subscriptions;

namespace SalesEngagement.Host.Telephony;

/// <summary>
/// Marks the number that was called when the rep says that it was the wrong one. Each disposition marks once: a number
/// that somebody has set to valid since is not marked again when the event is handled twice.
/// </summary>
internal sealed class WrongNumbers(IEventStore store, Answers answers, TimeProvider clock) : ISubscription
{
    private const string Principal = "wrong-numbers";

    public string Name => nameof(WrongNumbers);

    public IReadOnlyCollection<Type> EventTypes { get; } = [typeof(CallDispositioned)];

    /// <summary>What was said before this program knew how to mark has been dealt with by people.</summary>
    public SubscriptionStart Start => SubscriptionStart.Now;

    public async Task Handle(Event @event, CancellationToken ct)
    {
        if (@event.Body is not CallDispositioned { Disposition: Disposition.WrongNumber } said)
            return;

        var call = await store.Open(@event.TenantId, new(Principal)).Fetch<Call>(@event.StreamId, ct);
        if (call.State is not { } called)
            return;

        // Whoever stands for the contact by now has the number, too.
        for (Guid? contactId = said.ContactId; contactId is { } id;)
            contactId = await Mark(@event, id, id == said.ContactId ? @event.Id.ToString() : $"{@event.Id} {id}", called, ct);
    }

    /// <summary>The contact that this one was merged into; null when it stands for itself.</summary>
    private async Task<Guid?> Mark(Event @event, Guid contactId, string key, Call called, CancellationToken ct)
    {
        var once = new IdempotencyKey("call_dispositioned", key, RequestHash: []);
        var context = new CommandContext(
            @event.TenantId, Principal, RecordScope.All, @event.CorrelationId, @event.Id.ToString(), ExpectedVersion: null, once);
        try
        {
            var result = await new Commands(store, answers, clock, context).On<Contact>(
                contactId, (contact, now) => MarkWrongNumberHandler.Handle(new(called.To), contact, now), ct);
            if (result.Outcome is CommandOutcome.Contended or CommandOutcome.KeyInUse)
                throw new InvalidOperationException($"Contact {contactId} is being changed by others: {result.Outcome}. Tried again.");
            return result.State?.MergedInto;
        }
        catch (SubjectErasedException)
        {
            return null; // Nobody is left to whom the number could belong.
        }
    }
}
