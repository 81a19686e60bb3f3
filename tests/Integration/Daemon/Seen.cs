using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Subscriptions;

namespace SalesEngagement.Integration.Daemon;

/// <summary>Remembers the sequences that a subscription was handed, in their order.</summary>
internal sealed class SeenByEffect(SubscriptionStart start) : ISubscription
{
    private readonly List<long> _seen = [];

    public string Name => "Seen";

    public IReadOnlyCollection<Type> EventTypes => [typeof(TallyOpened), typeof(TallyRaised)];

    public SubscriptionStart Start => start;

    public long[] Sequences
    {
        get
        {
            lock (_seen)
                return [.. _seen.Order()];
        }
    }

    public Task Handle(Event @event, CancellationToken ct)
    {
        lock (_seen)
            _seen.Add(@event.Sequence);
        return Task.CompletedTask;
    }
}

/// <summary>Remembers the pages that a live listener was shown; can be told to hang at the first.</summary>
internal sealed class SeenLive(bool hangs = false) : ILiveListener
{
    private readonly TaskCompletionSource _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<IReadOnlyList<Event>> _pages = [];

    public Task Hanging => _hanging.Task;

    public IReadOnlyList<Event>[] Pages
    {
        get
        {
            lock (_pages)
                return [.. _pages];
        }
    }

    public long[] Sequences => [.. Pages.SelectMany(page => page).Select(e => e.Sequence)];

    public void Release() => _released.TrySetResult();

    public async Task Receive(IReadOnlyList<Event> events, CancellationToken ct)
    {
        _hanging.TrySetResult();
        if (hangs)
            await _released.Task.WaitAsync(ct);
        lock (_pages)
            _pages.Add(events);
    }
}
