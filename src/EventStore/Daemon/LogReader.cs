using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>Reads the log of all tenants, as the daemon's role.</summary>
internal sealed class LogReader(StoreOptions options, EventCodec codec)
{
    private static readonly string ReadSql = EmbeddedSql.Beside<LogReader>("ReadLog.sql");

    /// <summary>The stored names of everything this program knows.</summary>
    public string[] AllNames { get; } = [.. options.EventTypes.Keys];

    /// <summary>The stored names of facts.</summary>
    public string[] NamesOf(IReadOnlyCollection<Type> facts) =>
        [.. options.EventTypes.Where(known => facts.Contains(known.Value)).Select(known => known.Key)];

    /// <summary>A part of the log in order. Events that cannot be read are in it, with the reason.</summary>
    public async Task<IReadOnlyList<LogEntry>> Read(NpgsqlConnection connection, LogQuery query, CancellationToken ct)
    {
        await using var command = Command(connection, query);
        return await Read(command, ct);
    }

    /// <summary>The same of a statement that gives the columns of <see cref="StoredEvent.Columns"/>.</summary>
    public async Task<IReadOnlyList<LogEntry>> Read(NpgsqlCommand command, CancellationToken ct)
    {
        var rows = new List<StoredEvent>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
                rows.Add(StoredEvent.Read(reader));
        }

        return rows.Count == 0
            ? []
            : [.. (await codec.TryDecode(rows, ct)).Select(read => new LogEntry(
                read.Row.TenantId, read.Row.StreamId, read.Row.Sequence, read.Row.Type, read.Event, read.Failure))];
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
