using System.Collections.Concurrent;
using SalesEngagement.Domain.Calls;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Subscriptions;

namespace SalesEngagement.Faults.Rebuild;

/// <summary>An effect for every call that ends, counted by event.</summary>
internal sealed class CountedEffects : ISubscription
{
    private readonly ConcurrentDictionary<Guid, int> _times = [];

    public string Name => "CountedEffects";

    public IReadOnlyCollection<Type> EventTypes { get; } = [typeof(CallEnded)];

    /// <summary>Events whose effect happened.</summary>
    public int Events => _times.Count;

    /// <summary>Events whose effect happened more than once.</summary>
    public int Repeated => _times.Values.Count(times => times > 1);

    public Task Handle(Event @event, CancellationToken ct)
    {
        _times.AddOrUpdate(@event.Id, 1, (_, times) => times + 1);
        return Task.CompletedTask;
    }
}
