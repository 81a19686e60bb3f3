using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Scheduling;
using SalesEngagement.EventStore.Subscriptions;
using SalesEngagement.Integration.Daemon;

namespace SalesEngagement.Integration.Scheduling;

/// <summary>The clock of scheduled messages is held and let go like any other shard.</summary>
public sealed class ScheduleHoldSpecs : IAsyncLifetime
{
    private readonly TravellingTime _time = new();
    private readonly Raisings _raisings = new();
    private readonly SeenLive _live = new();
    private TestDatabase _database = null!;
    private Node _node = null!;
    private Guid _tally;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await Node.Database();
        _node = await Start();
        _tally = await _node.Open(Node.Tenant, Guid.CreateVersion7());
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_paused_clock_fires_nothing_and_resumed_it_fires_each_message_once_in_order()
    {
        await _node.Get<ShardDesk>().Pause("schedule", Ct);
        await Eventually.True(() => _node.Get<ShardControls>().StopOf("Schedule:All") < long.MaxValue);
        foreach (var by in new[] { 3, 1, 2 })
            await Schedule(TimeSpan.FromMinutes(by), by);
        _time.Advance(TimeSpan.FromHours(1));
        await LookedSeveralTimes(_node, _live);
        _raisings.Seen.ShouldBeEmpty();

        await _node.Get<ShardDesk>().Resume("Schedule:All", Ct);
        await Eventually.True(async () => (await Raises()).Length >= 3);
        (await Raises()).ShouldBe([1, 2, 3]);
        _raisings.Seen.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_node_that_starts_does_not_fire_before_it_knows_what_is_held()
    {
        await _node.Get<ShardDesk>().Pause("Schedule", Ct);
        await _node.Stop();
        await Schedule(TimeSpan.Zero, 1);
        await using var owner = NpgsqlDataSource.Create(_database.Owner);
        await using var connection = await owner.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using (var hide = new NpgsqlCommand("lock table engagement.shard_controls", connection))
            await hide.ExecuteNonQueryAsync(Ct);

        var live = new SeenLive();
        await using var next = await Start(live);
        await LookedSeveralTimes(next, live);
        _raisings.Seen.ShouldBeEmpty("it cannot know yet that the clock is held");
        await transaction.RollbackAsync(Ct);
        await Eventually.True(async () => (await next.Admin.Status(Ct)).Single().Owner is not null);
        await LookedSeveralTimes(next, live);
        _raisings.Seen.ShouldBeEmpty();

        await next.Get<ShardDesk>().Resume("Schedule", Ct);
        await Eventually.True(async () => (await Raises()).Length > 0);
        (await Raises()).ShouldBe([1]);
    }

    // The clock looks whenever the mark moves, and it moves for the live listener too.
    private static async Task LookedSeveralTimes(Node node, SeenLive live)
    {
        await node.Get<LiveTail>().Listening;
        for (var times = 0; times < 10; times++)
        {
            var before = live.Sequences.Length;
            await node.Open(Node.OtherTenant, Guid.CreateVersion7());
            await Eventually.True(() => live.Sequences.Length > before);
        }
    }

    private Task<Node> Start(SeenLive? live = null) => Node.Start(
        _database,
        readModels: [],
        more: services => services
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton(_raisings)
            .AddSingleton<ILiveListener>(live ?? _live)
            .AddScheduling()
            .AddScheduledMessage<RaiseTally, RaiseHandler>());

    private async Task Schedule(TimeSpan ahead, int by)
    {
        var session = _node.Store.Open(Node.Tenant, new("test"));
        session.Schedule(Guid.CreateVersion7(), _time.GetUtcNow() + ahead, new RaiseTally(_tally, by));
        await session.Save(Ct);
    }

    private async Task<int[]> Raises() =>
        [.. (await _node.Store.Open(Node.Tenant, new("test")).Read(_tally, Ct)).OfType<Event<TallyRaised>>().Select(raised => raised.Data.By)];
}
