using Npgsql;
using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.Integration.Daemon;

/// <summary>A node of the old program goes on while one of the new program makes a read model anew in its version.</summary>
public sealed class OldReleaseSpecs : IAsyncLifetime
{
    private const string SwitchWaitsSql = """
        select exists (select from pg_locks l
        where not l.granted and l.mode = 'AccessExclusiveLock' and l.relation = 'read.tally_card'::regclass)
        """;

    private static readonly Guid Rep = Guid.CreateVersion7();
    private TestDatabase _database = null!;
    private NpgsqlDataSource _daemon = null!;
    private Node _old = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await Node.Database();
        _daemon = NpgsqlDataSource.Create(_database.Daemon);
        _old = await Node.Start(_database, [typeof(TallyCard), typeof(TallyPerRep)]);
    }

    public async ValueTask DisposeAsync()
    {
        await _old.DisposeAsync();
        await _daemon.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task The_old_one_appends_and_serves_its_table_until_the_switch_and_the_new_one_misses_nothing()
    {
        for (var i = 0; i < 30; i++)
            await _old.Open(Node.Tenant, Rep, 1, 2);
        await _old.CaughtUp();
        await using var connection = await _daemon.OpenConnectionAsync(Ct);
        var reading = await connection.BeginTransactionAsync(Ct);
        await using (var longReader = new NpgsqlCommand("select count(*) from read.tally_card", connection))
            await longReader.ExecuteScalarAsync(Ct);
        using var done = new CancellationTokenSource();
        var appending = Append(done.Token);

        await using var next = await Node.Start(_database, [typeof(NextRelease.TallyCard), typeof(TallyPerRep)]);
        await Eventually.True(() => Scalar<bool>(SwitchWaitsSql));
        var late = await _old.Open(Node.OtherTenant, Rep, 5);
        await Eventually.True(async () => await _old.Card(Node.OtherTenant, late) is { Total: 5 });
        (await StateOf(next, "TallyCard:V2:All")).ShouldBe(ShardState.Rebuilding);

        await reading.DisposeAsync();
        await Eventually.True(async () => await StateOf(next, "TallyCard:V2:All") == ShardState.Running);
        await _old.Raise(Node.OtherTenant, late, Rep, 6);
        await done.CancelAsync();
        var opened = 30 + await appending;
        await next.CaughtUp();

        (await next.Store.Query(Node.OtherTenant).Load<NextRelease.TallyCard>(Ct, late)).ShouldBe(new(late, 22));
        (await Scalar<long>("select count(*) from read.tally_card")).ShouldBe(opened + 1);
        (await Scalar<long>("select sum(double_total) from read.tally_card")).ShouldBe((opened * 6) + 22);
        (await next.Store.Query(Node.Tenant).Load<TallyPerRep>(Ct, Rep)).ShouldBe(new(Rep, opened * 2, opened * 3));
        (await next.Store.Query(Node.OtherTenant).Load<TallyPerRep>(Ct, Rep)).ShouldBe(new(Rep, 2, 11));
    }

    private async Task<int> Append(CancellationToken done)
    {
        var opened = 0;
        for (; !done.IsCancellationRequested; opened++)
            await _old.Open(Node.Tenant, Rep, 1, 2);
        return opened;
    }

    private async Task<T> Scalar<T>(string sql)
    {
        await using var command = _daemon.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    private static async Task<ShardState> StateOf(Node node, string shard) =>
        (await node.Admin.Status(Ct)).Single(status => status.Name == shard).State;
}
