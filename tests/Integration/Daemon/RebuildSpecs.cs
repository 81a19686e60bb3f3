using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Rebuild;

namespace SalesEngagement.Integration.Daemon;

public sealed class RebuildSpecs
{
    private static readonly Guid Rep = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readers_never_see_fewer_rows_while_a_read_model_is_rebuilt_under_appends()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        await OpenMany(node, 150);
        await node.CaughtUp();
        using var done = new CancellationTokenSource();
        var appending = Append(node, done.Token);
        var watching = Watch(node, done.Token);
        var reports = new List<RebuildProgress>();

        for (var i = 0; i < 3; i++)
            await node.Admin.Rebuild("tallycard", tenantId: null, new Reports(reports), Ct);
        await done.CancelAsync();
        var opened = 150 + await appending;
        var (looks, lost) = await watching;
        await node.CaughtUp();

        looks.ShouldBeGreaterThan(10);
        lost.ShouldBe(0);
        reports.ShouldNotBeEmpty();
        reports[^1].Done.ShouldBe(reports[^1].Total);
        (await Count(node, Node.Tenant)).ShouldBe(opened);
        (await Sum(database)).ShouldBe((opened, opened * 3));
    }

    [Fact]
    public async Task A_rebuild_repairs_what_was_damaged_and_keeps_the_damaged_table_for_a_while()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        var id = await node.Open(Node.Tenant, Rep, 1, 2);
        await node.CaughtUp();
        await Damage(database);

        await node.Admin.Rebuild("TallyCard:All", tenantId: null, progress: null, Ct);

        (await node.Card(Node.Tenant, id))!.Total.ShouldBe(3);
        await using var daemon = NpgsqlDataSource.Create(database.Daemon);
        await using var previous = daemon.CreateCommand("select total from read.tally_card__previous");
        (await previous.ExecuteScalarAsync(Ct)).ShouldBe(-1);
    }

    [Fact]
    public async Task One_tenant_s_rebuild_leaves_the_rows_of_the_others_alone()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        var mine = await node.Open(Node.Tenant, Rep, 1, 2);
        var theirs = await node.Open(Node.OtherTenant, Rep, 5);
        await node.CaughtUp();
        await Damage(database);
        using var done = new CancellationTokenSource();
        var appending = Append(node, done.Token);

        await node.Admin.Rebuild("TallyCard", Node.Tenant, progress: null, Ct);
        await node.Admin.Rebuild("TallyPerRep", Node.Tenant, progress: null, Ct);
        await done.CancelAsync();
        var opened = await appending;
        await node.CaughtUp();

        (await node.Card(Node.Tenant, mine))!.Total.ShouldBe(3);
        (await node.Card(Node.OtherTenant, theirs))!.Total.ShouldBe(-1);
        (await Count(node, Node.Tenant)).ShouldBe(1 + opened);
        (await node.Store.Query(Node.Tenant).Load<TallyPerRep>(Ct, Rep)).ShouldBe(new(Rep, 2 + (2 * opened), 3 + (3 * opened)));
    }

    [Fact]
    public async Task A_second_rebuild_of_the_same_read_model_is_refused_while_the_first_runs()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        await using var elsewhere = NpgsqlDataSource.Create(database.Daemon);
        await using var rebuilding = await elsewhere.OpenConnectionAsync(Ct);
        await using var take = new NpgsqlCommand("select pg_advisory_lock(7304, hashtext('tally_card'))", rebuilding);
        await take.ExecuteNonQueryAsync(Ct);

        await Should.ThrowAsync<RebuildBusyException>(() => node.Admin.Rebuild("TallyCard", null, null, Ct));

        (await node.Admin.Status(Ct)).Single(shard => shard.Name == "TallyCard:All").State.ShouldBe(ShardState.Rebuilding);
    }

    private static async Task OpenMany(Node node, int count)
    {
        for (var i = 0; i < count; i++)
            await node.Open(Node.Tenant, Rep, 1, 2);
    }

    private static async Task<int> Append(Node node, CancellationToken done)
    {
        var opened = 0;
        for (; !done.IsCancellationRequested; opened++)
            await node.Open(Node.Tenant, Rep, 1, 2);
        return opened;
    }

    private static async Task<(int Looks, int Lost)> Watch(Node node, CancellationToken done)
    {
        var (looks, lost, most) = (0, 0, 0);
        for (; !done.IsCancellationRequested; looks++)
        {
            var rows = await Count(node, Node.Tenant);
            lost += rows < most ? 1 : 0;
            most = Math.Max(most, rows);
        }

        return (looks, lost);
    }

    private static async Task<int> Count(Node node, string tenantId) =>
        (await node.Store.Query(tenantId).Query<Rows>("select count(*)::int as number from read.tally_card", Ct))[0].Number;

    private static async Task<(int Rows, int Total)> Sum(TestDatabase database)
    {
        await using var daemon = NpgsqlDataSource.Create(database.Daemon);
        await using var command = daemon.CreateCommand("select count(*)::int, sum(total)::int from read.tally_card");
        await using var reader = await command.ExecuteReaderAsync(Ct);
        await reader.ReadAsync(Ct);
        return (reader.GetInt32(0), reader.GetInt32(1));
    }

    private static async Task Damage(TestDatabase database)
    {
        await using var daemon = NpgsqlDataSource.Create(database.Daemon);
        await using var command = daemon.CreateCommand("update read.tally_card set total = -1");
        await command.ExecuteNonQueryAsync(Ct);
    }

    private sealed record Rows(int Number);

    private sealed class Reports(List<RebuildProgress> reports) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => reports.Add(value);
    }
}
