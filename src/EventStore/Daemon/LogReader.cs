using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>Reads the log of all tenants, as the daemon's role.</summary>
internal sealed class LogReader(StoreOptions options, Upcasts upcasts, EventCodec codec, ErasureEpoch erasures, DaemonOptions pace)
{
    private static readonly string ReadSql = EmbeddedSql.Beside<LogReader>("ReadLog.sql");

    /// <summary>The stored names of everything this program knows.</summary>
    public string[] AllNames { get; } = [.. options.EventTypes.Keys];

    /// <summary>The stored names of facts, of those included that are read as them.</summary>
    public string[] NamesOf(IReadOnlyCollection<Type> facts) =>
        [.. options.EventTypes.Where(known => facts.Contains(upcasts.NewestOf(known.Value))).Select(known => known.Key)];

    /// <summary>
    /// Comes before reading what is to be written down: who was erased before reads as erased from now on, whatever keys
    /// this node had in memory. <see cref="ErasureEpoch"/> has the argument.
    /// </summary>
    public Task ForgetOldKeys(CancellationToken ct) => erasures.Look(ct);

    /// <summary>
    /// A part of the log in order, as much of it as memory allows: the span ends early when its events are large. Events
    /// that cannot be read are in it, with the reason.
    /// </summary>
    public async Task<LogSpan> Read(NpgsqlConnection connection, LogQuery query, CancellationToken ct)
    {
        await using var command = Command(connection, query);
        var (rows, isWhole) = await ReadRows(command, pace.BatchBytes, ct);
        return new(query.From, isWhole ? query.UpTo : rows[^1].Sequence, await Decode(rows, ct));
    }

    /// <summary>The same over a connection of the pool, which is given back before the answer.</summary>
    public async Task<LogSpan> Read(DaemonConnections connections, LogQuery query, CancellationToken ct)
    {
        await using var connection = await connections.Pool.OpenConnectionAsync(ct);
        return await Read(connection, query, ct);
    }

    /// <summary>All that a statement gives in the columns of <see cref="StoredEvent.Columns"/>.</summary>
    public async Task<IReadOnlyList<LogEntry>> Read(NpgsqlCommand command, CancellationToken ct) =>
        await Decode((await ReadRows(command, long.MaxValue, ct)).Rows, ct);

    /// <summary>Stored rows as lines of the log, in their order.</summary>
    public async Task<IReadOnlyList<LogEntry>> Decode(IReadOnlyList<StoredEvent> rows, CancellationToken ct)
    {
        var entries = new List<LogEntry>(rows.Count);
        if (rows.Count == 0)
            return entries;
        foreach (var (row, read, failure) in await codec.TryDecode(rows, ct))
            entries.Add(new(row.TenantId, row.StreamId, row.Sequence, row.Type, read, failure, row.Data.Length));
        return entries;
    }

    private static async Task<(List<StoredEvent> Rows, bool IsWhole)> ReadRows(
        NpgsqlCommand command, long atMost, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<StoredEvent>();
        var bytes = 0L;
        while (await reader.ReadAsync(ct))
        {
            var row = StoredEvent.Read(reader);
            bytes += row.Data.Length;
            if (bytes > atMost && rows.Count > 0)
                return (rows, false);
            rows.Add(row);
        }

        return (rows, true);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, LogQuery query) => new(ReadSql, connection)
    {
        Parameters =
        {
            new() { Value = query.From },
            new() { Value = query.UpTo },
            new() { Value = query.Types, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar },
            new() { Value = (object?)query.TenantId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar },
            new() { Value = (object?)query.StreamId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
        },
    };
}
