using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Subscriptions;

namespace SalesEngagement.Integration.Daemon;

public sealed class SubscriptionSpecs
{
    private static readonly Guid Rep = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_subscription_goes_on_where_it_was_in_order_and_leaves_nothing_out()
    {
        await using var database = await Node.Database();
        var bell = new Bell { StopAt = 5 };
        await using var first = await Start(database, bell);
        var id = await first.Open(Node.Tenant, Rep, 1, 2, 3, 4, 5, 6, 7, 8);
        await Eventually.True(() => bell.Rung(id).Length == 4 && bell.IsHanging);
        await first.Stop();

        bell.StopAt = null;
        await using var second = await Start(database, bell);
        await second.CaughtUp();

        bell.Rung(id).Distinct().ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
        var again = bell.Rung(id).Skip(4).ToArray();
        again.ShouldBe(Enumerable.Range(9 - again.Length, again.Length));
    }

    [Fact]
    public async Task A_slow_effect_holds_up_its_own_stream_only()
    {
        await using var database = await Node.Database();
        var bell = new Bell { StopAt = 5 };
        await using var node = await Start(database, bell);
        var slow = await node.Open(Node.Tenant, Rep, 5, 6);
        await Eventually.True(() => bell.IsHanging);
        var fast = await node.Open(Node.Tenant, Rep, 1, 2, 3);
        await Eventually.True(() => bell.Rung(fast) is [1, 2, 3]);

        bell.Rung(slow).ShouldBeEmpty();
        bell.Release();
        await node.CaughtUp();

        bell.Rung(slow).ShouldBe([5, 6]);
    }

    [Fact]
    public async Task An_effect_that_keeps_failing_parks_its_stream_until_it_is_replayed()
    {
        await using var database = await Node.Database();
        var bell = new Bell { FailAt = 2 };
        await using var node = await Start(database, bell);
        var bad = await node.Open(Node.Tenant, Rep, 1, 2, 3);
        var good = await node.Open(Node.Tenant, Rep, 7, 8);
        await node.CaughtUp();

        bell.Failures.ShouldBe(3, "one try and two more, as the options say");
        bell.Rung(bad).ShouldBe([1]);
        bell.Rung(good).ShouldBe([7, 8]);
        (await node.Admin.DeadLetters(Ct)).ShouldHaveSingleItem().Shard.ShouldBe("Bell:All");

        bell.FailAt = null;
        await node.Admin.Replay("Bell:All", null, null, Ct);
        await Eventually.True(async () => (await node.Admin.DeadLetters(Ct)).Count == 0);
        await node.Raise(Node.Tenant, bad, Rep, 4);
        await node.CaughtUp();
        bell.Rung(bad).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task A_failure_that_passes_is_tried_again_and_leaves_no_trace()
    {
        await using var database = await Node.Database();
        var bell = new Bell { FailAt = 2, FailTimes = 2 };
        await using var node = await Start(database, bell);
        var id = await node.Open(Node.Tenant, Rep, 1, 2, 3);
        await node.CaughtUp();

        bell.Rung(id).ShouldBe([1, 2, 3]);
        (await node.Admin.DeadLetters(Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_starts_now_leaves_the_past_alone_and_a_rebuild_repeats_no_effect()
    {
        await using var database = await Node.Database();
        await using (var before = await Node.Start(database))
        {
            await before.Open(Node.Tenant, Rep, 1, 2);
            await before.CaughtUp();
        }

        var bell = new Bell { Start = SubscriptionStart.Now };
        await using var node = await Start(database, bell);
        await Eventually.True(async () => (await node.Admin.Status(Ct)).All(shard => shard.LagEvents == 0 && shard.Owner is not null));
        var id = await node.Open(Node.Tenant, Rep, 3, 4);
        await node.CaughtUp();
        await node.Admin.Rebuild("TallyCard", null, null, Ct);
        await node.CaughtUp();

        bell.All.ShouldBe(2);
        bell.Rung(id).ShouldBe([3, 4]);
    }

    private static Task<Node> Start(TestDatabase database, Bell bell) =>
        Node.Start(database, [typeof(TallyCard)], services => services.AddSingleton<ISubscription>(bell));

    /// <summary>Rings for every raise; can be told to hang or to fail.</summary>
    private sealed class Bell : ISubscription
    {
        private readonly ConcurrentQueue<(Guid Stream, int By)> _rung = [];
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _failures;

        public string Name => "Bell";

        public IReadOnlyCollection<Type> EventTypes => [typeof(TallyRaised)];

        public SubscriptionStart Start { get; init; } = SubscriptionStart.Beginning;

        public int? StopAt { get; set; }

        public int? FailAt { get; set; }

        public int FailTimes { get; init; } = int.MaxValue;

        public bool IsHanging { get; private set; }

        public int Failures => _failures;

        public int All => _rung.Count;

        public int[] Rung(Guid stream) => [.. _rung.Where(ring => ring.Stream == stream).Select(ring => ring.By)];

        public void Release() => _released.SetResult();

        public async Task Handle(Event @event, CancellationToken ct)
        {
            var raised = (TallyRaised)@event.Body;
            if (raised.By == FailAt && _failures < FailTimes)
            {
                Interlocked.Increment(ref _failures);
                throw new TimeoutException("The bell is frozen.");
            }

            if (raised.By == StopAt)
            {
                IsHanging = true;
                await _released.Task.WaitAsync(ct);
            }

            _rung.Enqueue((@event.StreamId, raised.By));
        }
    }
}
