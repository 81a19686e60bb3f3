using Npgsql;
using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.Integration.Daemon;

/// <summary>Appends that are not ours, or whose client is frozen: the mark waits for them, but not for ever.</summary>
public sealed class StrangerSpecs
{
    private const string MartensDraw = "select nextval('mt_events_sequence')";

    private const string MartensInsert = """
        insert into mt_streams (tenant_id, id, version) values ($1, $2, 1);
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
        values ($3, $2, $2, 1, '{"By":1}', 'tally_raised', now(), $1)
        """;

    // What the mark would wait for if it looked at locks of the events' table, or at locks that our own appends take.
    private const string OtherLocks = """
        select count(*) from pg_locks l
        where l.pid = pg_backend_pid() and (l.locktype = 'advisory'
          or (l.relation = 'mt_events'::regclass and l.mode = 'RowExclusiveLock'))
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_append_that_draws_its_number_long_before_it_inserts_is_waited_for()
    {
        await using var database = await Node.Database();
        await using var app = NpgsqlDataSource.Create(database.Main);
        await using var daemon = NpgsqlDataSource.Create(database.Daemon);
        var detector = new HighWaterDetector(daemon);
        await using var connection = await app.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await Run(connection, "select set_config('app.tenant', $1, true)", Node.Tenant);
        var sequence = (long)(await Run(connection, MartensDraw))!;
        await (await Appender.Begin(app)).Commit();
        while (await detector.Advance(Ct)) { }

        detector.Mark.ShouldBe(sequence - 1);
        detector.InFlight.ShouldBe(1);
        (await Run(connection, OtherLocks)).ShouldBe(0L, "no other lock would have shown that this number is drawn");

        foreach (var statement in MartensInsert.Split(';'))
            await Insert(connection, statement, sequence);
        await transaction.CommitAsync(Ct);
        while (await detector.Advance(Ct)) { }
        detector.Mark.ShouldBe(sequence + 1);
        await using var skips = daemon.CreateCommand("select count(*) from mt_high_water_skips");
        (await skips.ExecuteScalarAsync(Ct)).ShouldBe(0L);
    }

    [Fact]
    public async Task One_that_waits_for_its_stream_has_no_number_and_holds_nobody_up()
    {
        await using var database = await Node.Database();
        await using var app = NpgsqlDataSource.Create(database.Main);
        await using var daemon = NpgsqlDataSource.Create(database.Daemon);
        var detector = new HighWaterDetector(daemon);
        await using var first = await Appender.Begin(app);
        (await daemon.CreateCommand("select count(*) from pg_locks where not granted").ExecuteScalarAsync(Ct)).ShouldBe(0L);
        await first.Commit();
        await (await Appender.Begin(app)).RollBack();
        await using var waiting = await app.OpenConnectionAsync(Ct);
        await using var transaction = await waiting.BeginTransactionAsync(Ct);
        await Run(waiting, "select set_config('app.tenant', $1, true)", Node.Tenant);
        await Run(waiting, "insert into mt_streams (tenant_id, id, version) values ($1, gen_random_uuid(), 1)", Node.Tenant);
        var last = await Appender.Begin(app);
        await last.Commit();
        while (await detector.Advance(Ct)) { }

        detector.Mark.ShouldBe(last.Sequence);
    }

    [Fact]
    public async Task A_client_that_draws_a_number_and_falls_silent_loses_its_transaction_and_a_busy_one_does_not()
    {
        await using var database = await Node.Database();
        await using var app = NpgsqlDataSource.Create(database.Main);
        await using var daemon = NpgsqlDataSource.Create(database.Daemon);
        var detector = new HighWaterDetector(daemon);
        var frozen = await Appender.Begin(app);
        var after = await Appender.Begin(app);
        await after.Commit();
        while (await detector.Advance(Ct)) { }
        detector.Mark.ShouldBe(0, "the frozen client's number may still appear");
        (await detector.EndSilent(TimeSpan.FromMinutes(1), Ct)).ShouldBe(0);

        await Eventually.True(async () => await detector.EndSilent(TimeSpan.FromMilliseconds(100), Ct) == 1);
        await Eventually.True(async () => await detector.Advance(Ct) || detector.Mark == after.Sequence);
        detector.Mark.ShouldBe(after.Sequence);
        await Should.ThrowAsync<NpgsqlException>(frozen.Commit);
    }

    private static async Task<object?> Run(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(Ct);
    }

    private static async Task Insert(NpgsqlConnection connection, string sql, long sequence)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new() { Value = Node.Tenant });
        command.Parameters.Add(new() { Value = new Guid("019b0000-0000-7000-8000-000000000001") });
        if (sql.Contains("$3", StringComparison.Ordinal))
            command.Parameters.Add(new() { Value = sequence });
        await command.ExecuteNonQueryAsync(Ct);
    }
}
