using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Subscriptions;

namespace SalesEngagement.Integration.Daemon;

/// <summary>A client stops in the middle of a transaction that has appended, while others append and read.</summary>
public sealed class FrozenClientSpecs : IAsyncLifetime
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);
    private static readonly Guid Rep = Guid.CreateVersion7();
    private readonly SeenByEffect _effects = new(SubscriptionStart.Beginning);
    private readonly SeenLive _live = new();
    private TestDatabase _database = null!;
    private NpgsqlDataSource _app = null!;
    private Node _node = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await Node.Database();
        _app = NpgsqlDataSource.Create(_database.Main);
        _node = await Node.Start(
            _database,
            [typeof(TallyPerRep)],
            services => services.AddSingleton<ISubscription>(_effects).AddSingleton<ILiveListener>(_live),
            options => options.AppenderSilence = Bound);
        await _node.Get<LiveTail>().Listening;
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Readers_wait_for_a_silent_one_until_it_is_ended_and_then_skip_nothing()
    {
        var id = await _node.Open(Node.Tenant, Rep, 1);
        var since = Stopwatch.GetTimestamp();
        var frozen = await Appender.Begin(_app);
        for (var i = 0; i < 5; i++)
            await _node.Raise(Node.Tenant, id, Rep, 1);

        await Eventually.True(() => _live.Sequences.Length > 2);
        Stopwatch.GetElapsedTime(since).ShouldBeGreaterThan(Bound, "its number could still have appeared");
        await _node.CaughtUp();
        await Eventually.True(() => _live.Sequences.Length == 7);
        _live.Sequences.ShouldBe([1, 2, 4, 5, 6, 7, 8]);
        _effects.Sequences.ShouldBe([1, 2, 4, 5, 6, 7, 8]);
        (await _node.Store.Query(Node.Tenant).Load<TallyPerRep>(Ct, Rep)).ShouldBe(new(Rep, 6, 6));
        await Should.ThrowAsync<NpgsqlException>(frozen.Commit);
        await frozen.DisposeAsync();
    }

    [Fact]
    public async Task One_that_is_slow_but_not_silent_is_waited_for_beyond_the_bound_and_its_event_is_read_in_its_place()
    {
        var id = await _node.Open(Node.Tenant, Rep, 1);
        var slow = await Appender.Begin(_app);
        await _node.Raise(Node.Tenant, id, Rep, 1);
        var since = Stopwatch.GetTimestamp();
        await Eventually.True(async () =>
        {
            await slow.SaySomething();
            return Stopwatch.GetElapsedTime(since) > 2 * Bound;
        });
        _live.Sequences.ShouldBe([1, 2]);

        await slow.Commit();
        await _node.CaughtUp();
        await Eventually.True(() => _live.Sequences.Length == 4);
        _live.Sequences.ShouldBe([1, 2, 3, 4]);
        _effects.Sequences.ShouldBe([1, 2, 3, 4]);
    }
}
