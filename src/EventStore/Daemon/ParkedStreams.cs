using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>The streams that a shard leaves out, and since which event.</summary>
internal sealed class ParkedStreams
{
    private static readonly string Select = EmbeddedSql.Beside<ParkedStreams>("ParkedStreams.sql");
    private static readonly string ParkSql = EmbeddedSql.Beside<ParkedStreams>("Park.sql");
    private static readonly string FromSql = EmbeddedSql.Beside<ParkedStreams>("ParkFrom.sql");
    private static readonly string UnparkSql = EmbeddedSql.Beside<ParkedStreams>("Unpark.sql");
    private readonly ConcurrentDictionary<(string, Guid), long> _from = [];

    /// <summary>How many there are.</summary>
    public int Count => _from.Count;

    /// <summary>Those that an operator wants tried again.</summary>
    public List<ParkedStream> ToReplay { get; } = [];

    /// <summary>Reads the shard's parked streams.</summary>
    public static async Task<ParkedStreams> Of(string shard, NpgsqlConnection connection, CancellationToken ct)
    {
        var parked = new ParkedStreams();
        await using var command = new NpgsqlCommand(Select, connection) { Parameters = { new() { Value = shard } } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var stream = new ParkedStream(reader.GetString(0), reader.GetGuid(1), reader.GetInt64(2));
            parked._from[(stream.TenantId, stream.StreamId)] = stream.FromSequence;
            if (reader.GetBoolean(3))
                parked.ToReplay.Add(stream);
        }

        return parked;
    }

    /// <summary>Parks streams for a shard, with a dead letter each.</summary>
    public static NpgsqlBatchCommand Park(string shard, IReadOnlyList<Poison> poisons) => new(ParkSql)
    {
        Parameters =
        {
            new() { Value = shard },
            new() { Value = poisons.Select(p => p.Entry.TenantId).ToArray() },
            new() { Value = poisons.Select(p => p.Entry.StreamId).ToArray() },
            new() { Value = poisons.Select(p => p.Entry.Sequence).ToArray() },
            new() { Value = poisons.Select(p => p.Entry.EventType).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar },
            new() { Value = poisons.Select(p => p.Fault).ToArray() },
        },
    };

    /// <summary>Remembers how far a replay has come.</summary>
    public static NpgsqlBatchCommand ParkFrom(string shard, ParkedStream stream, long sequence) => new(FromSql)
    {
        Parameters =
        {
            new() { Value = shard }, new() { Value = stream.TenantId }, new() { Value = stream.StreamId },
            new() { Value = sequence },
        },
    };

    /// <summary>Lets the shard process a stream again.</summary>
    public static NpgsqlBatchCommand Unpark(string shard, ParkedStream stream) => new(UnparkSql)
    {
        Parameters =
        {
            new() { Value = shard }, new() { Value = stream.TenantId }, new() { Value = stream.StreamId },
        },
    };

    /// <summary>Whether the shard leaves this line out.</summary>
    public bool Skips(LogEntry entry) =>
        !_from.IsEmpty && _from.TryGetValue(entry.Stream, out var from) && entry.Sequence >= from;

    /// <summary>Remembers streams that were parked just now.</summary>
    public void Add(IEnumerable<Poison> poisons)
    {
        foreach (var poison in poisons)
            _from[poison.Entry.Stream] = poison.Entry.Sequence;
    }

    /// <summary>Forgets a stream that goes on.</summary>
    public void Remove(ParkedStream stream) => _from.TryRemove((stream.TenantId, stream.StreamId), out _);
}

/// <summary>A stream parked for a shard, and its first event that was not processed.</summary>
internal sealed record ParkedStream(string TenantId, Guid StreamId, long FromSequence);
