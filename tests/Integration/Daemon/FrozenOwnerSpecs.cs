using Npgsql;

namespace SalesEngagement.Integration.Daemon;

/// <summary>A shard's owner is frozen in the middle of something: its locks stay, and its successor must not wait for them.</summary>
public sealed class FrozenOwnerSpecs : IAsyncLifetime
{
    private const string HoldCheckpointSql = "select 1 from engagement.checkpoints where shard = 'TallyPerRep:All' for update";
    private const string MakeTablesSql = "select pg_advisory_xact_lock(7303, hashtext('tally_per_rep'))";
    private const string BlockedSql = "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')";

    private const string SilentSql = """
        select exists (
          select from pg_stat_activity
          where datname = current_database() and application_name = 'engagement-daemon' and xact_start is not null and wait_event = 'ClientRead'
            and clock_timestamp() - state_change > interval '100 ms')
        """;

    private static readonly Guid Rep = Guid.CreateVersion7();
    private TestDatabase _database = null!;
    private NpgsqlDataSource _daemon = null!;
    private NpgsqlConnection _frozen = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await Node.Database();
        await using (var before = await Start())
        {
            await before.Open(Node.Tenant, Rep, 1);
            await before.CaughtUp();
        }

        _daemon = NpgsqlDataSource.Create(_database.Daemon + ";Application Name=engagement-daemon");
        _frozen = await _daemon.OpenConnectionAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _frozen.DisposeAsync();
        await _daemon.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task One_that_holds_the_checkpoint_loses_its_transaction_to_its_successor()
    {
        await Freeze(HoldCheckpointSql);
        await Eventually.True(() => Ask(SilentSql));

        await using var successor = await Start(TimeSpan.FromMilliseconds(100));
        await successor.Open(Node.Tenant, Rep, 2);
        await successor.CaughtUp();

        (await successor.Store.Query(Node.Tenant).Load<TallyPerRep>(Ct, Rep)).ShouldBe(new(Rep, 2, 3));
        await Should.ThrowAsync<NpgsqlException>(() => Say("commit"));
    }

    [Fact]
    public async Task Without_that_its_successor_waits_until_it_wakes()
    {
        await Freeze(HoldCheckpointSql);

        await using var successor = await Start(TimeSpan.FromMinutes(1));
        await successor.Open(Node.Tenant, Rep, 2);
        await Eventually.True(() => Ask(BlockedSql));
        (await successor.Store.Query(Node.Tenant).Load<TallyPerRep>(Ct, Rep)).ShouldBe(new(Rep, 1, 1));

        await Say("rollback");
        await successor.CaughtUp();
        (await successor.Store.Query(Node.Tenant).Load<TallyPerRep>(Ct, Rep)).ShouldBe(new(Rep, 2, 3));
    }

    [Fact]
    public async Task One_that_looks_after_tables_that_are_there_keeps_nobody_waiting()
    {
        await Freeze(MakeTablesSql);

        await using var successor = await Start(TimeSpan.FromMinutes(1));
        await successor.Open(Node.Tenant, Rep, 2);
        await successor.CaughtUp();

        await Say("commit");
    }

    private Task<Node> Start(TimeSpan? silence = null) => Node.Start(
        _database, [typeof(TallyPerRep)], configure: options => options.AppenderSilence = silence ?? options.AppenderSilence);

    private async Task Freeze(string holding)
    {
        await Say("begin");
        await Say(holding);
    }

    private async Task Say(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _frozen);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private async Task<bool> Ask(string sql)
    {
        await using var command = _daemon.CreateCommand(sql);
        return (bool)(await command.ExecuteScalarAsync(Ct))!;
    }
}
