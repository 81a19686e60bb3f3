using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.Integration.Daemon;

/// <summary>A shard remembers rows between batches. That must never outlive its ownership, nor a rebuild of some rows.</summary>
public sealed class RowCacheSpecs
{
    private static readonly Guid Rep = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_replaced_by_a_rebuild_of_its_tenant_is_what_the_shard_goes_on_with()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        var id = await node.Open(Node.Tenant, Rep, 1);
        await node.CaughtUp();
        await Damage(database);
        await node.Raise(Node.Tenant, id, Rep, 2);
        await node.CaughtUp();
        // The shard knows the row by heart: the damage was not even seen.
        (await node.Card(Node.Tenant, id))!.Total.ShouldBe(3);
        await Damage(database);

        await node.Admin.Rebuild("TallyCard", Node.Tenant, progress: null, Ct);
        await node.Raise(Node.Tenant, id, Rep, 4);
        await node.CaughtUp();

        (await node.Card(Node.Tenant, id))!.Steps.ShouldBe([1, 2, 4]);
    }

    [Fact]
    public async Task What_a_former_owner_remembers_is_never_written()
    {
        await using var stage = await Stage.Set();
        var id = await stage.Node.Open(Node.Tenant, Rep, 1);
        var former = stage.Feed();
        await stage.Apply(former, 1, 2, guarded: true);
        await stage.Node.Raise(Node.Tenant, id, Rep, 2);
        await stage.Apply(stage.Feed(), 3, 3, guarded: true);
        await stage.Node.Raise(Node.Tenant, id, Rep, 4);

        // It believes to stand behind the second event.
        await Should.ThrowAsync<CheckpointMovedException>(() => stage.Apply(former, 4, 4, guarded: true, known: 2));
        await stage.Apply(stage.Feed(), 4, 4, guarded: true);

        (await stage.Node.Card(Node.Tenant, id))!.Steps.ShouldBe([1, 2, 4]);
    }

    [Fact]
    public async Task Without_the_compare_and_set_its_memory_would_overwrite_the_other_s_work()
    {
        await using var stage = await Stage.Set();
        var id = await stage.Node.Open(Node.Tenant, Rep, 1);
        var former = stage.Feed();
        await stage.Apply(former, 1, 2, guarded: true);
        await stage.Node.Raise(Node.Tenant, id, Rep, 2);
        await stage.Apply(stage.Feed(), 3, 3, guarded: true);
        await stage.Node.Raise(Node.Tenant, id, Rep, 4);

        await stage.Apply(former, 4, 4, guarded: false);

        (await stage.Node.Card(Node.Tenant, id))!.Steps.ShouldBe([1, 4]);
    }

    [Fact]
    public void No_more_rows_are_remembered_than_allowed_and_the_latest_wanted_stay()
    {
        var cache = new RowCache(limit: 10);
        RowKey[] keys = [.. Enumerable.Range(0, 50).Select(_ => new RowKey(Node.Tenant, [Guid.CreateVersion7()]))];
        foreach (var key in keys)
        {
            cache.Add(key).Take(new object());
            cache.Find(keys[0]);
            cache.EndBatch();
            cache.Count.ShouldBeLessThanOrEqualTo(10);
        }

        cache.Find(keys[0]).ShouldNotBeNull();
        cache.Find(keys[^1]).ShouldNotBeNull();
        cache.Find(keys[1]).ShouldBeNull();
    }

    private static async Task Damage(TestDatabase database)
    {
        await using var daemon = NpgsqlDataSource.Create(database.Daemon);
        await using var command = daemon.CreateCommand("update read.tally_card set total = -1, steps = '[]'");
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>A node without shards of its own, and hands that feed its table as owners do.</summary>
    private sealed class Stage(TestDatabase database, Node node, ReadModel model) : IAsyncDisposable
    {
        public Node Node => node;

        public static async Task<Stage> Set()
        {
            var database = await Node.Database();
            var node = await Node.Start(database, configure: options => options.RunShards = false);
            await node.Admin.EnsureTables(Ct);
            return new(database, node, node.Get<ReadModelSet>().Named("TallyCard"));
        }

        public RowFeed Feed() => new(model, model.Table.Name, model.Shard, keep: 100);

        /// <summary>Applies the events from the first to the last, as somebody who last saw the one before.</summary>
        public async Task Apply(RowFeed feed, long first, long last, bool guarded, long? known = null)
        {
            var pool = node.Get<DaemonConnections>().Pool;
            var place = await ReadModelPlace.Of(model, pool, Ct);
            var events = node.Get<LogReader>();
            await using var connection = await pool.OpenConnectionAsync(Ct);
            var span = await events.Read(connection, new(first - 1, last, events.AllNames), Ct);
            await feed.Apply(
                span, new(),
                part => guarded ? [place.Move(model.Shard, known ?? part.From, part.UpTo)] : [], connection, Ct);
        }

        public async ValueTask DisposeAsync()
        {
            await node.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
