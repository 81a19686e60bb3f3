using SalesEngagement.EventStore.Events;

namespace SalesEngagement.EventStore.Subscriptions;

/// <summary>
/// Causes effects from events, in order, at least once, on one node at a time; its checkpoint is shard <c>{Name}:All</c>.
/// A failing event is retried with back-off, then its stream is parked with a dead letter.
/// </summary>
public interface ISubscription
{
    /// <summary>Names its checkpoint, so it never changes: under another name everything would be caused once more.</summary>
    string Name { get; }

    /// <summary>The event types it wants; others are never read.</summary>
    IReadOnlyCollection<Type> EventTypes { get; }

    /// <summary>Where it begins when it runs for the first time in this database.</summary>
    SubscriptionStart Start => SubscriptionStart.Beginning;

    /// <summary>Causes the effect. The key (<see cref="Name"/>, <see cref="Event.Sequence"/>) makes it idempotent.</summary>
    Task Handle(Event @event, CancellationToken ct);
}

/// <summary>
/// Sees every event once, live, in order, on every node: what feeds pushes. It does not see the past. A slow listener
/// falls behind by itself: the log is its queue, and no more than one part of it is in memory.
/// </summary>
public interface ILiveListener
{
    /// <summary>Called once, before the first event: it will see everything above <paramref name="position"/>.</summary>
    void Begin(long position)
    {
    }

    /// <summary>
    /// Shows events, in order, at most 1,000 at once. What it throws is logged and these events are not shown again.
    /// </summary>
    Task Receive(IReadOnlyList<Event> events, CancellationToken ct);
}
