using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Subscriptions;

namespace SalesEngagement.Integration.Daemon;

/// <summary>The promise to live listeners: every event above the start, once, in order; the log waits for who is slow.</summary>
public sealed class SlowListenerSpecs
{
    private const int Page = 1000;
    private static readonly Guid Rep = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_hangs_holds_up_nobody_holds_no_connection_and_misses_nothing()
    {
        await using var database = await Node.Database();
        var (slow, fast) = (new SeenLive(hangs: true), new SeenLive());
        await using var node = await Node.Start(
            database,
            more: services => services.AddSingleton<ILiveListener>(slow).AddSingleton<ILiveListener>(fast),
            configure: options => options.Connections = 1);
        await node.Get<LiveTail>().Listening;
        var id = await node.Open(Node.Tenant, Rep, 1);
        await slow.Hanging.WaitAsync(Ct);
        await node.Raise(Node.Tenant, id, Rep, [.. Enumerable.Repeat(1, 3 * Page)]);
        for (var i = 0; i < 20; i++)
            await node.Open(Node.OtherTenant, Rep, 1);
        var last = 2 + (3 * Page) + 40;

        await Eventually.True(() => fast.Sequences is [.., var seen] && seen == last);
        await node.CaughtUp();
        (await node.Store.Query(Node.Tenant).Load<TallyPerRep>(Ct, Rep))!.Raises.ShouldBe(1 + (3 * Page));
        slow.Sequences.ShouldBeEmpty();

        slow.Release();
        await Eventually.True(() => slow.Sequences.Length >= last);
        slow.Sequences.ShouldBe(Enumerable.Range(1, last).Select(n => (long)n));
        slow.Sequences.ShouldBe(fast.Sequences);
        slow.Pages.ShouldAllBe(page => page.Count <= Page);
    }

    [Fact]
    public async Task A_node_ends_while_a_listener_hangs()
    {
        await using var database = await Node.Database();
        var slow = new SeenLive(hangs: true);
        var node = await Node.Start(database, more: services => services.AddSingleton<ILiveListener>(slow));
        await node.Get<LiveTail>().Listening;
        await node.Open(Node.Tenant, Rep, 1);
        await slow.Hanging.WaitAsync(Ct);

        await node.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Ct);

        slow.Sequences.ShouldBeEmpty();
    }

    [Fact]
    public async Task Appends_that_nobody_waits_for_are_one_signal_and_wait_for_nobody()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(
            database, configure: options => (options.RunShards, options.RunLiveTail) = (false, false));
        var signal = node.Get<AppendSignal>();
        for (var i = 0; i < 1000; i++)
            signal.Raise();

        await signal.Wait(TimeSpan.FromMinutes(1), Ct);
        var next = signal.Wait(TimeSpan.FromMinutes(1), Ct);
        next.IsCompleted.ShouldBeFalse();
        await node.Open(Node.Tenant, Rep);
        await next.WaitAsync(TimeSpan.FromSeconds(20), Ct);
    }
}
