using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>
/// Finds the mark: the number at and below which every event is visible or will never be. Commit order differs from
/// number order, so a gap is passed only once every appender that could fill it has ended. No clock, no time-out. Each
/// look begins a drain of its own beside those under way: no event waits for appenders that began after it.
/// </summary>
internal sealed class HighWaterDetector(NpgsqlDataSource source)
{
    /// <summary>Gives the last number that was drawn, by whomever, committed or not; 0 when none was.</summary>
    public static readonly string LastDrawnSql = EmbeddedSql.Beside<HighWaterDetector>("HighWaterLastDrawn.sql");

    private static readonly string Above = EmbeddedSql.Beside<HighWaterDetector>("HighWaterAbove.sql");
    private static readonly string Appenders = EmbeddedSql.Beside<HighWaterDetector>("HighWaterAppenders.sql");
    private static readonly string Skip = EmbeddedSql.Beside<HighWaterDetector>("HighWaterSkip.sql");
    private static readonly string SaveMark = EmbeddedSql.Beside<HighWaterDetector>("HighWaterSave.sql");
    private static readonly string PublishCheckpoints = EmbeddedSql.Beside<HighWaterDetector>("PublishCheckpoints.sql");
    private const string EndSilentSql = "select engagement.end_silent_appenders($1)";
    private static readonly string LoadMark = EmbeddedSql.Beside<HighWaterDetector>("HighWaterLoad.sql");

    // A frozen appender holds all drains: more of them would only cost memory.
    private const int MostDrains = 100;
    private readonly Queue<Drain> _drains = [];

    /// <summary>The mark as far as this node knows.</summary>
    public long Mark { get; private set; }

    /// <summary>Whether the mark waits at a gap for appenders in flight.</summary>
    public bool AtGap => _drains.Count > 0;

    /// <summary>How many transactions the mark waits for.</summary>
    public int InFlight => _drains.TryPeek(out var oldest) ? oldest.Appenders.Count : 0;

    /// <summary>Takes over what any node has found before.</summary>
    public async Task Load(CancellationToken ct)
    {
        await using var command = source.CreateCommand(LoadMark);
        Mark = Math.Max(Mark, await command.ExecuteScalarAsync(ct) as long? ?? 0);
    }

    /// <summary>Moves the mark as far as it can go now.</summary>
    /// <returns>Whether it moved; call again until it does not.</returns>
    public async Task<bool> Advance(CancellationToken ct)
    {
        var before = Mark;
        await using var connection = await source.OpenConnectionAsync(ct);
        var highest = await TakeContiguous(connection, ct);
        if (highest == Mark)
            _drains.Clear();
        else
            await PassGap(connection, ct);
        return Mark > before;
    }

    /// <summary>Writes down for Marten and for the next start where the mark and the shards are.</summary>
    public async Task Save(CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new(SaveMark) { Parameters = { new() { Value = Mark } } });
        batch.BatchCommands.Add(new(PublishCheckpoints));
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Ends the transactions that have drawn a number and been silent for longer than the patience.</summary>
    /// <returns>How many those were.</returns>
    public async Task<int> EndSilent(TimeSpan patience, CancellationToken ct)
    {
        await using var command = source.CreateCommand(EndSilentSql);
        command.Parameters.Add(new() { Value = patience });
        var ended = (int)(await command.ExecuteScalarAsync(ct))!;
        DaemonMetrics.EndedAppenders.Add(ended);
        return ended;
    }

    private async Task<long> TakeContiguous(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Above, connection) { Parameters = { new() { Value = Mark } } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        Mark = reader.GetInt64(0);
        return reader.GetInt64(1);
    }

    // The order is the rule: first the last number drawn, then who was appending, and only when all of those are gone,
    // in a statement of its own with a new snapshot, what is visible. Each of the three is a statement of its own.
    private async Task PassGap(NpgsqlConnection connection, CancellationToken ct)
    {
        var last = await ReadLastDrawn(connection, ct);
        var appenders = await ReadAppenders(connection, ct);
        foreach (var drain in _drains)
            drain.Appenders.IntersectWith(appenders);
        if (_drains.Count < MostDrains && _drains.LastOrDefault()?.Last != last)
            _drains.Enqueue(new(last, appenders));
        var done = _drains.LastOrDefault(drain => drain.Appenders.Count == 0)?.Last ?? Mark;
        while (_drains.TryPeek(out var oldest) && oldest.Last <= Math.Max(done, Mark))
            _drains.Dequeue();
        if (done <= Mark)
            return;
        await RecordSkips(connection, done, ct);
        Mark = done;
    }

    private static async Task<long> ReadLastDrawn(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(LastDrawnSql, connection);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<HashSet<string>> ReadAppenders(NpgsqlConnection connection, CancellationToken ct)
    {
        var appenders = new HashSet<string>();
        await using var command = new NpgsqlCommand(Appenders, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            appenders.Add(reader.GetString(0));
        return appenders;
    }

    private async Task RecordSkips(NpgsqlConnection connection, long last, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Skip, connection)
        {
            Parameters = { new() { Value = Mark }, new() { Value = last } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private sealed record Drain(long Last, HashSet<string> Appenders);
}
