using System.Text.Json;
using Npgsql;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.Integration.Daemon;

/// <summary>
/// Where the shards are. While a transaction of another database is old, no older version of any row here can be removed,
/// and each batch makes one: finding the newest must not pass them.
/// </summary>
public sealed class CheckpointSpecs : IAsyncLifetime
{
    private const int Moves = 5000;
    private const string StartSql = "select engagement.start_checkpoint('Board:All', 0)";
    private const string OpenSql = "insert into mt_event_progression (name, last_seq_id) values ('Board:All', 0)";

    private static readonly string MoveSql = $"""
        do $$ begin
          for i in 1..{Moves} loop perform engagement.move_checkpoint('Board:All', i - 1, i); commit; end loop;
        end $$
        """;

    private static readonly string MoveByNameSql = $"""
        do $$ begin
          for i in 1..{Moves} loop update mt_event_progression set last_seq_id = i where name = 'Board:All'; commit; end loop;
        end $$
        """;

    private TestDatabase _database = null!;
    private NpgsqlDataSource _daemon = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await Node.Database();
        _daemon = NpgsqlDataSource.Create(_database.Daemon);
    }

    public async ValueTask DisposeAsync()
    {
        await _daemon.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Reading_and_moving_one_pass_no_older_versions_while_a_stranger_keeps_them()
    {
        await using var stranger = await OldTransactionElsewhere();
        await Run(StartSql);
        await Run(MoveSql);

        (await PagesOf("select engagement.position_of('Board:All')")).ShouldBeLessThan(10);
        (await PagesOf($"select engagement.has_passed('Board:All', {Moves})")).ShouldBeLessThan(10);
        (await PagesOf($"select engagement.move_checkpoint('Board:All', {Moves}, {Moves})")).ShouldBeLessThan(20);
        (await Run("select engagement.position_of('Board:All')")).ShouldBe((long)Moves);
    }

    [Fact]
    public async Task By_the_name_alone_the_same_passes_them_all()
    {
        await using var stranger = await OldTransactionElsewhere();
        await Run(OpenSql);
        await Run(MoveByNameSql);

        (await PagesOf("select last_seq_id from mt_event_progression where name = 'Board:All'")).ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task Starting_one_again_changes_nothing()
    {
        await Run(StartSql);
        await Run("select engagement.move_checkpoint('Board:All', 0, 7)");
        await Run(StartSql);

        (await Run("select engagement.position_of('Board:All')")).ShouldBe(7L);
        (await Run("select count(*) from engagement.checkpoints where shard = 'Board:All'")).ShouldBe(1L);
    }

    [Fact]
    public async Task Two_nodes_that_start_one_at_once_start_one()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Run($"select engagement.start_checkpoint('Board:All', {i})")));

        (await Run("select count(*) from engagement.checkpoints where shard = 'Board:All'")).ShouldBe(1L);
    }

    [Fact]
    public async Task One_that_is_being_replaced_holds_nobody_up_who_shows_it_in_Martens_layout()
    {
        await Run(StartSql);
        await Run(OpenSql);
        await using var rebuild = await _daemon.OpenConnectionAsync(Ct);
        await using var transaction = await rebuild.BeginTransactionAsync(Ct);
        await using var batch = new NpgsqlBatch(rebuild);
        foreach (var command in ReadModelTables.Fence("Board:All", "Board:All", 7))
            batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(Ct);

        (await Run("select name from mt_event_progression where name = 'Board:All' for update nowait")).ShouldBe("Board:All");
        (await Should.ThrowAsync<PostgresException>(() => Run("select shard from engagement.checkpoints where shard = 'Board:All' for update nowait")))
            .SqlState.ShouldBe(PostgresErrorCodes.LockNotAvailable);
    }

    [Fact]
    public async Task Martens_layout_shows_where_shards_and_mark_are()
    {
        await using var node = await Node.Start(_database, [typeof(TallyCard)]);
        await node.Open(Node.Tenant, Guid.CreateVersion7(), 1, 2);
        await node.CaughtUp();

        await Eventually.True(async () => await Run(
            "select count(*) from mt_event_progression where name in ('HighWaterMark', 'TallyCard:All') and last_seq_id = 3") is 2L);
    }

    // One that has written: only such a one is older than every snapshot of the server.
    private async Task<NpgsqlConnection> OldTransactionElsewhere()
    {
        var connection = new NpgsqlConnection($"{_database.KeysSuperuser};Pooling=false");
        await connection.OpenAsync(Ct);
        await connection.BeginTransactionAsync(Ct);
        await using var write = new NpgsqlCommand("select pg_current_xact_id()", connection);
        await write.ExecuteScalarAsync(Ct);
        return connection;
    }

    // Twice over one connection: the first time reads the catalogs, too.
    private async Task<int> PagesOf(string sql)
    {
        await using var connection = await _daemon.OpenConnectionAsync(Ct);
        await using var warm = new NpgsqlCommand(sql, connection);
        await warm.ExecuteScalarAsync(Ct);
        await using var explain = new NpgsqlCommand($"explain (analyze, buffers, format json) {sql}", connection);
        using var plan = JsonDocument.Parse((string)(await explain.ExecuteScalarAsync(Ct))!);
        return plan.RootElement[0].GetProperty("Plan").GetProperty("Shared Hit Blocks").GetInt32();
    }

    private async Task<object?> Run(string sql)
    {
        await using var command = _daemon.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Ct);
    }
}
