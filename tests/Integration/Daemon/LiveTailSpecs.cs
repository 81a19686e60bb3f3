using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Subscriptions;

namespace SalesEngagement.Integration.Daemon;

public sealed class LiveTailSpecs
{
    private static readonly Guid Rep = Guid.CreateVersion7();

    [Fact]
    public async Task Every_node_sees_every_new_event_once_in_order_and_nothing_of_the_past()
    {
        await using var database = await Node.Database();
        var (here, there) = (new Eye(), new Eye());
        await using var first = await Start(database, here);
        var past = await first.Open(Node.Tenant, Rep, 1);
        await first.CaughtUp();
        await using var second = await Start(database, there);
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => first.Open(Node.Tenant, Rep, 1, 2)));
        await Eventually.True(() => here.Seen.Count == 62 && there.Seen.Count == 60);

        there.Seen.Select(e => e.Sequence).ShouldBe(there.Seen.Select(e => e.Sequence).Distinct().Order());
        here.Seen.Skip(2).Select(e => e.Sequence).ShouldBe(there.Seen.Select(e => e.Sequence));
        there.Seen.ShouldNotContain(e => e.StreamId == past);
        there.Seen.Select(e => e.StreamId).Distinct().ShouldBe(ids, ignoreOrder: true);
        there.Seen.OfType<Event<TallyOpened>>().ShouldAllBe(e => e.Data.Owner == new Nickname("Nick"));
    }

    [Fact]
    public async Task A_listener_that_fails_does_not_blind_the_others()
    {
        await using var database = await Node.Database();
        var eye = new Eye();
        await using var node = await Start(database, eye, new BlindEye());
        await node.Open(Node.Tenant, Rep, 1);
        await Eventually.True(() => eye.Seen.Count == 2);
        await node.Open(Node.Tenant, Rep, 1);
        await Eventually.True(() => eye.Seen.Count == 4);
    }

    [Fact]
    public async Task A_node_without_the_daemon_s_work_leaves_it_to_others()
    {
        await using var database = await Node.Database();
        var eye = new Eye();
        await using var idle = await Node.Start(
            database,
            more: services => services.AddSingleton<ILiveListener>(eye),
            configure: options => (options.RunShards, options.RunLiveTail) = (false, false));
        var ct = TestContext.Current.CancellationToken;
        await idle.Admin.EnsureTables(ct);
        await idle.Open(Node.Tenant, Rep, 1);

        (await idle.Admin.Status(ct)).ShouldAllBe(shard => shard.State == ShardState.Stopped && shard.LagEvents == 2);
        await using (var busy = await Node.Start(database))
            await busy.CaughtUp();
        (await idle.Admin.Status(ct)).ShouldAllBe(shard => shard.LagEvents == 0);
        eye.Seen.ShouldBeEmpty();
    }

    private static async Task<Node> Start(TestDatabase database, params ILiveListener[] listeners)
    {
        var node = await Node.Start(database, more: services =>
        {
            foreach (var listener in listeners)
                services.AddSingleton(listener);
        });
        await node.Get<LiveTail>().Listening;
        return node;
    }

    private sealed class Eye : ILiveListener
    {
        public ConcurrentQueue<Event> Seen { get; } = [];

        public Task Receive(IReadOnlyList<Event> events, CancellationToken ct)
        {
            foreach (var @event in events)
                Seen.Enqueue(@event);
            return Task.CompletedTask;
        }
    }

    private sealed class BlindEye : ILiveListener
    {
        public Task Receive(IReadOnlyList<Event> events, CancellationToken ct) =>
            throw new InvalidOperationException("I see nothing.");
    }
}
