using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Rebuild;

namespace SalesEngagement.Integration.Daemon;

public sealed class InlineRebuildSpecs
{
    private static readonly Guid Rep = InlineRig.Rep;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task a_rebuild_under_appends_ends_as_the_fold_of_every_stream(bool ofOneTenant)
    {
        await using var database = await Node.Database();
        await using var node = await InlineRig.WithShards(database, typeof(TallyNow));
        var ids = new List<Guid>();
        for (var i = 0; i < 20; i++)
            ids.Add(await node.Start(Node.Tenant, "Nick", 1));
        await database.Execute("update read.tally_now set total = -1, steps = '[]'");
        using var done = new CancellationTokenSource();
        var appending = Task.WhenAll(Appending(node, ids, 0, done.Token), Appending(node, ids, 7, done.Token));

        for (var i = 0; i < 3; i++)
            await Eventually.True(() => IsRebuilt(node, ofOneTenant ? Node.Tenant : null));
        await done.CancelAsync();
        await appending;

        foreach (var id in ids)
            await node.ShouldAgree(id);
        (await node.Admin.Diff("TallyNow", progress: null, Ct)).IsNone.ShouldBeTrue();
    }

    [Theory]
    [InlineData(true, 6)]
    [InlineData(false, 1)]
    public async Task a_row_under_way_when_tables_are_switched_is_not_lost_unless_the_door_has_no_lock(bool hasDoor, int total)
    {
        await using var database = await Node.Database();
        await using var node = await InlineRig.WithoutShards(database, typeof(TallyNow));
        var id = await node.Start(Node.Tenant, "Nick", 1);
        if (!hasDoor)
            await database.Execute(InlineRig.OpenDoor);
        var shape = node.Get<ReadModelSet>().Named("TallyNow").Table.ShapeHash;
        await using var app = NpgsqlDataSource.Create(database.Main);
        await using var connection = await app.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using var save = new NpgsqlCommand(
            $$"""
            select set_config('app.tenant', '{{Node.Tenant}}', true);
            select engagement.append_one('{{Node.Tenant}}', '{{id}}', null, 2, gen_random_uuid(), 'tally_raised', null, '{"By":5,"RepId":"{{Rep}}"}', null, null, null, null);
            select engagement.enter_inline('tally_now', 1, '{{shape}}', 0);
            update read.tally_now set total = 6, steps = '[1, 5]'
            """,
            connection);
        await save.ExecuteNonQueryAsync(Ct);

        var rebuilding = node.Admin.Rebuild("TallyNow", tenantId: null, progress: null, Ct);
        await Eventually.True(async () => await database.Scalar<bool>(
            "select exists (select from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.application_name = 'engagement-rebuild' and a.datname = current_database())"));
        await transaction.CommitAsync(Ct);
        await rebuilding;

        (await node.Now(id))!.Total.ShouldBe(total);
    }

    [Fact]
    public async Task a_model_declared_over_an_old_log_is_filled_at_deployment()
    {
        await using var database = await Node.Database();
        Guid id;
        await using (var before = await Node.Start(database, []))
            id = await before.Start(Node.Tenant, "Nick", 1, 2);

        await using var node = await InlineRig.WithoutShards(database, typeof(TallyNow));
        (await StateOf(node)).ShouldBe(ShardState.NeedsRebuild);
        var fresh = await node.Start(Node.Tenant, "New", 4);
        await using var daemon = await InlineRig.WithShards(database, typeof(TallyNow));
        await Eventually.True(async () => await StateOf(node) == ShardState.Running);

        await node.ShouldAgree(id);
        await node.ShouldAgree(fresh);
    }

    [Fact]
    public async Task of_two_releases_only_the_one_whose_table_it_is_can_write()
    {
        await using var database = await Node.Database();
        await using var old = await InlineRig.WithoutShards(database, typeof(TallyNow));
        await using var next = await InlineRig.WithoutShards(database, typeof(NextInline.TallyNow));
        var id = await old.Start(Node.Tenant, "Nick", 1);
        (await StateOf(next)).ShouldBe(ShardState.NeedsRebuild);
        await Should.ThrowAsync<InlineModelChangedException>(() => next.Append(id, new TallyRaised(Rep, 2)));

        await next.Admin.Rebuild("TallyNow", tenantId: null, progress: null, Ct);

        await Eventually.True(async () => await StateOf(next) == ShardState.Running);
        await Should.ThrowAsync<InlineModelChangedException>(() => old.Append(id, new TallyRaised(Rep, 2)));
        await next.Append(id, new TallyRaised(Rep, 4));
        (await next.Store.Query(Node.Tenant).Load<NextInline.TallyNow>(Ct, id)).ShouldBe(new(id, 10));
    }

    [Fact]
    public async Task a_stream_parked_by_a_rebuild_can_be_replayed()
    {
        await using var database = await Node.Database();
        await using var node = await InlineRig.WithShards(database, typeof(TallyNow));
        var id = await node.Start(Node.Tenant, "Nick", 1, 2);
        await database.Execute("update mt_events set data = jsonb_set(data, '{By}', '13') where version = 3");
        await node.Admin.Rebuild("TallyNow", tenantId: null, progress: null, Ct);
        (await node.Admin.DeadLetters(Ct)).Single().Shard.ShouldBe("TallyNow:All");

        await database.Execute("update mt_events set data = jsonb_set(data, '{By}', '2') where version = 3");
        (await node.Admin.Replay("TallyNow:All", tenantId: null, streamId: null, Ct)).ShouldBe(1);
        await Eventually.True(async () => (await node.Admin.DeadLetters(Ct)).Count == 0);

        (await node.Now(id))!.Total.ShouldBe(3);
    }

    [Fact]
    public async Task one_stream_s_row_is_made_anew()
    {
        await using var database = await Node.Database();
        await using var node = await InlineRig.WithoutShards(database, typeof(TallyNow));
        var (id, other) = (await node.Start(Node.Tenant, "Nick", 1), await node.Start(Node.Tenant, "Nora", 1));
        await database.Execute("update read.tally_now set total = -1");

        await node.Admin.RebuildStream("TallyNow", Node.Tenant, id, Ct);

        (await node.Now(id))!.Total.ShouldBe(1);
        (await node.Now(other))!.Total.ShouldBe(-1);
        (await node.Admin.Diff("TallyNow", progress: null, Ct)).Changed.ShouldBe(1);
    }

    private static async Task Appending(Node node, List<Guid> ids, int first, CancellationToken done)
    {
        for (var n = first; !done.IsCancellationRequested; n++)
            await node.Append(ids[n % ids.Count], new TallyRaised(Rep, 1 + (n % 3)));
    }

    // A connection that is closed holds its lock for a moment longer.
    private static async Task<bool> IsRebuilt(Node node, string? tenant)
    {
        try
        {
            await node.Admin.Rebuild("TallyNow", tenant, progress: null, Ct);
            return true;
        }
        catch (RebuildBusyException)
        {
            return false;
        }
    }

    private static async Task<ShardState> StateOf(Node node) => (await node.Admin.Status(Ct)).Single().State;
}
