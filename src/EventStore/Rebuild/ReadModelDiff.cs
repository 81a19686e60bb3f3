using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>
/// What a rebuild would change: this program's fold beside the live table, compared at the live checkpoint. All of it
/// happens in one transaction with one snapshot that is undone at the end, so that nothing is left even after a kill.
/// </summary>
internal sealed class ReadModelDiff(DaemonConnections connections, LogReader events, TimeProvider clock)
{
    private const int RowsKept = 200_000;
    private const int Examples = 5;
    private static readonly string CheckpointSql = EmbeddedSql.Beside<ReadModelDiff>("DiffCheckpoint.sql");
    private static readonly string LiveColumnsSql = EmbeddedSql.Beside<ReadModelDiff>("LiveColumns.sql");
    private readonly LogAhead _log = new(connections, events, clock);

    /// <summary>Builds the candidate and compares.</summary>
    /// <exception cref="ReadModelTableException">The table was never made, or its key is another one.</exception>
    public async Task<ProjectionDiff> Run(ReadModel model, IProgress<RebuildProgress>? progress, CancellationToken ct)
    {
        await using var connection = await connections.OpenDedicated(
            "engagement-diff", ct, "-c lock_timeout=10s -c idle_in_transaction_session_timeout=0", patience: 0);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await events.ForgetOldKeys(ct);
        var (upTo, isInline) = await Checkpoint(model, connection, ct);
        var liveColumns = await LiveColumns(model, connection, ct);
        var log = isInline ? Within(model, upTo, connection, ct) : _log.Read(new(0, upTo, events.NamesOf(model.Facts)), perSecond: null, ct);
        var poisons = await Build(model, upTo, log, connection, progress, ct);
        var compare = new DiffStatement(model, liveColumns);
        return await Compare(compare, upTo, poisons, connection, ct);
    }

    // The first statement takes the snapshot: live rows and their checkpoint belong together in it. An inline model's
    // table has none: it holds what the snapshot sees.
    private static async Task<(long UpTo, bool IsInline)> Checkpoint(ReadModel model, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(CheckpointSql, connection) { Parameters = { new() { Value = model.Table.Name } } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? (reader.GetInt64(0), reader.GetBoolean(1))
            : throw new ReadModelTableException($"{model.Name} has no table yet: run `db apply`.");
    }

    // Below a checkpoint every connection reads the same; above the mark only the snapshot itself knows what it has seen.
    private async IAsyncEnumerable<LogSpan> Within(
        ReadModel model, long upTo, NpgsqlConnection connection, [EnumeratorCancellation] CancellationToken ct)
    {
        const int AtOnce = 5000;
        for (var from = 0L; from < upTo;)
        {
            var span = await events.Read(connection, new(from, Math.Min(from + AtOnce, upTo), events.NamesOf(model.Facts)), ct);
            yield return span;
            from = span.UpTo;
        }
    }

    private static async Task<Dictionary<string, string>> LiveColumns(
        ReadModel model, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(LiveColumnsSql, connection)
        {
            Parameters = { new() { Value = $"read.{model.Table.Name}" } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var columns = new Dictionary<string, string>();
        while (await reader.ReadAsync(ct))
            columns.Add(reader.GetString(0), reader.GetString(1));
        return columns;
    }

    private async Task<int> Build(
        ReadModel model, long upTo, IAsyncEnumerable<LogSpan> log, NpgsqlConnection connection, IProgress<RebuildProgress>? progress,
        CancellationToken ct)
    {
        foreach (var statement in model.Table.Create(model.Table.Candidate).Split(";\n"))
            await Execute(statement, connection, ct);
        var feed = new RowFeed(model, model.Table.Candidate, $"{model.Shard}/candidate", inTransaction: true, RowsKept);
        var parked = new ParkedStreams();
        var started = clock.GetTimestamp();
        await foreach (var span in log)
        {
            await feed.Apply(span, parked, _ => [], connection, ct);
            progress?.Report(new(span.UpTo, upTo, span.UpTo / Math.Max(clock.GetElapsedTime(started).TotalSeconds, 0.001)));
        }

        await Execute($"analyze read.{model.Table.Candidate}", connection, ct);
        return parked.Count;
    }

    private static async Task<ProjectionDiff> Compare(
        DiffStatement compare, long upTo, int poisons, NpgsqlConnection connection, CancellationToken ct)
    {
        long same, onlyLive, onlyNew, changed;
        var columns = new List<ColumnDiff>();
        await using (var command = new NpgsqlCommand(compare.Counts, connection))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            await reader.ReadAsync(ct);
            (same, changed, onlyLive, onlyNew) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
            for (var i = 0; i < compare.Common.Count; i++)
                columns.Add(new(compare.Common[i], reader.GetInt64(4 + i)));
        }

        var examples = new List<string>();
        if (compare.Keys is { } keys && changed + onlyLive + onlyNew > 0)
        {
            await using var command = new NpgsqlCommand($"{keys} limit {Examples}", connection);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                examples.Add(reader.GetString(0));
        }

        return new(upTo, same, changed, onlyLive, onlyNew, poisons, columns, compare.Added, compare.Gone, examples);
    }

    private static async Task Execute(string sql, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
