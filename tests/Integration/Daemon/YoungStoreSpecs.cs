using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Integration.Daemon;

/// <summary>
/// Until PostgreSQL has analyzed it, a table that grows has no statistics. The daemon must not read all of it, each time it
/// looks for the mark.
/// </summary>
public sealed class YoungStoreSpecs : IAsyncLifetime
{
    private const string FillSql = """
        insert into mt_streams (tenant_id, id, version) values ('young', '00000000-0000-7000-8000-000000000001', 20000);
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
        select n, gen_random_uuid(), '00000000-0000-7000-8000-000000000001', n, '{"By":1}', 'tally_raised', now(), 'young'
        from generate_series(1, 20000) n
        """;

    private static readonly string LookSql = "explain " + EmbeddedSql.Beside<HighWaterDetector>("HighWaterAbove.sql");
    private TestDatabase _database = null!;
    private Node _node = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await Node.Database();
        await using var superuser = NpgsqlDataSource.Create(_database.Superuser);
        await using (var still = superuser.CreateCommand("alter table mt_events set (autovacuum_enabled = off)"))
            await still.ExecuteNonQueryAsync(Ct);
        await using (var fill = superuser.CreateCommand(FillSql))
            await fill.ExecuteNonQueryAsync(Ct);
        _node = await Node.Start(_database, configure: options => (options.RunShards, options.RunLiveTail) = (false, false));
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task The_mark_is_looked_for_by_number() =>
        (await Plan(_node.Get<DaemonConnections>().Mark)).ShouldNotContain("Seq Scan");

    [Fact]
    public async Task As_PostgreSQL_would_have_it_the_whole_table_is_read()
    {
        await using var daemon = NpgsqlDataSource.Create(_database.Daemon);
        (await Plan(daemon)).ShouldContain("Seq Scan");
    }

    private static async Task<string> Plan(NpgsqlDataSource source)
    {
        await using var explain = source.CreateCommand(LookSql);
        explain.Parameters.Add(new() { Value = 100L });
        await using var reader = await explain.ExecuteReaderAsync(Ct);
        var lines = new List<string>();
        while (await reader.ReadAsync(Ct))
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }
}
