using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Rebuild;

namespace SalesEngagement.Integration.Daemon;

public sealed class StreamRebuildSpecs
{
    private static readonly Guid Rep = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_stream_s_rows_are_made_anew_and_all_others_stay_as_they_are()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        var wanted = await node.Open(Node.Tenant, Rep, 1, 2);
        var other = await node.Open(Node.Tenant, Rep, 5);
        await node.CaughtUp();
        await Execute(database, "update read.tally_card set total = -1; update read.tally_line set what = 'damaged'");

        foreach (var model in new[] { "TallyCard", "TallyLine" })
            await node.Admin.RebuildStream(model, Node.Tenant, wanted, Ct);

        (await node.Card(Node.Tenant, wanted))!.Total.ShouldBe(3);
        (await node.Card(Node.Tenant, other))!.Total.ShouldBe(-1);
        var lines = await node.Store.Query(Node.Tenant).Query<TallyLine>("select * from read.tally_line", Ct);
        lines.Where(line => line.TallyId == wanted).Select(line => line.What).ShouldBe(["opened", "raised", "raised"], ignoreOrder: true);
        lines.Where(line => line.TallyId == other).ShouldAllBe(line => line.What == "damaged");
        await node.Raise(Node.Tenant, wanted, Rep, 4);
        await node.CaughtUp();
        (await node.Card(Node.Tenant, wanted))!.Total.ShouldBe(7);
    }

    [Fact]
    public async Task A_stream_rebuilt_again_and_again_while_it_grows_misses_nothing()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        var id = await node.Open(Node.Tenant, Rep);
        using var done = new CancellationTokenSource();
        var raising = RaiseUntil(node, id, done.Token);

        for (var i = 0; i < 20; i++)
            await node.Admin.RebuildStream("TallyCard", Node.Tenant, id, Ct);
        await done.CancelAsync();
        var raised = await raising;
        await node.CaughtUp();

        (await node.Card(Node.Tenant, id))!.Total.ShouldBe(raised);
    }

    [Fact]
    public async Task What_a_shard_read_before_rows_were_replaced_is_never_written()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database, configure: options => options.RunShards = false);
        await node.Admin.EnsureTables(Ct);
        var model = node.Get<ReadModelSet>().Named("TallyCard");
        var pool = node.Get<DaemonConnections>().Pool;
        var before = await ReadModelPlace.Of(model, pool, Ct);

        await node.Admin.RebuildStream("TallyCard", Node.Tenant, Guid.CreateVersion7(), Ct);

        var refused = await Should.ThrowAsync<PostgresException>(() => Move(pool, before));
        CheckpointMovedException.IsCause(refused).ShouldBeTrue();
        await Move(pool, await ReadModelPlace.Of(model, pool, Ct));
    }

    [Fact]
    public async Task After_an_erasure_no_read_model_says_who_it_was_and_no_previous_table_is_left()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        var id = await node.Open(Node.Tenant, Rep, 1);
        var other = await node.Open(Node.Tenant, Rep, 1);
        await node.CaughtUp();
        await node.Admin.Rebuild("TallyCard", tenantId: null, progress: null, Ct);

        await Erase(node, id);

        var card = (await node.Card(Node.Tenant, id))!;
        (card.Owner, card.Total).ShouldBe((Nickname.Erased, 1));
        (await node.Card(Node.Tenant, other))!.Owner.ShouldBe(new("Nick"));
        (await Scalar<bool>(database, "select to_regclass('read.tally_card__previous') is null")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("mine")]
    public async Task A_rebuild_that_read_a_person_before_its_erasure_does_not_bring_it_back(string? scope)
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        var id = await node.Open(Node.Tenant, Rep, 1);
        await node.CaughtUp();
        var pause = new Pause();
        var rebuilding = Task.Run(() => node.Admin.Rebuild("TallyCard", scope is null ? null : Node.Tenant, pause, Ct), Ct);
        await pause.Reached.Task;

        await Erase(node, id);
        pause.GoOn.SetResult();
        await rebuilding;

        (await node.Card(Node.Tenant, id))!.Owner.ShouldBe(Nickname.Erased);
    }

    [Fact]
    public async Task Without_the_record_of_erasures_it_would_bring_it_back()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        var id = await node.Open(Node.Tenant, Rep, 1);
        await node.CaughtUp();
        var pause = new Pause();
        var rebuilding = Task.Run(() => node.Admin.Rebuild("TallyCard", tenantId: null, pause, Ct), Ct);
        await pause.Reached.Task;

        await Erase(node, id);
        await Execute(database, "delete from engagement.refolded_streams");
        pause.GoOn.SetResult();
        await rebuilding;

        (await node.Card(Node.Tenant, id))!.Owner.ShouldBe(new("Nick"));
    }

    private static async Task Erase(Node node, Guid id)
    {
        await node.Get<SubjectKeys>().Erase(new(Node.Tenant, id.ToString()), Ct);
        await node.Get<StreamRebuild>().AfterErasure(Node.Tenant, [id], Ct);
    }

    private static async Task<int> RaiseUntil(Node node, Guid id, CancellationToken done)
    {
        var raised = 0;
        for (; !done.IsCancellationRequested; raised++)
            await node.Raise(Node.Tenant, id, Rep, 1);
        return raised;
    }

    private static async Task Move(NpgsqlDataSource pool, ReadModelPlace place)
    {
        await using var batch = pool.CreateBatch();
        batch.BatchCommands.Add(place.Move("TallyCard:All", place.Checkpoint, place.Checkpoint));
        await batch.ExecuteNonQueryAsync(Ct);
    }

    private static async Task Execute(TestDatabase database, string sql)
    {
        await using var daemon = NpgsqlDataSource.Create(database.Daemon);
        await using var command = daemon.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task<T> Scalar<T>(TestDatabase database, string sql)
    {
        await using var daemon = NpgsqlDataSource.Create(database.Daemon);
        await using var command = daemon.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    /// <summary>Holds a rebuild where it has read everything and not switched yet.</summary>
    private sealed class Pause : IProgress<RebuildProgress>
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource GoOn { get; } = new();

        public void Report(RebuildProgress value)
        {
            if (value.Done == value.Total && Reached.TrySetResult())
                GoOn.Task.GetAwaiter().GetResult();
        }
    }
}
