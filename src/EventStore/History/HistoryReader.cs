using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.History;

/// <summary>Reads rows, blocks and rounds as they are stored, one at a time, as the daemon's role.</summary>
internal static class HistoryReader
{
    private static readonly string RoundsSql = EmbeddedSql.Beside(typeof(HistoryReader), "ReadRounds.sql");
    private static readonly string LastRoundSql = EmbeddedSql.Beside(typeof(HistoryReader), "LastRound.sql");

    /// <summary>The rounds above a number, in order.</summary>
    public static IAsyncEnumerable<StoredRound> Rounds(NpgsqlDataSource source, long above, CancellationToken ct, long? atMost = null) =>
        Read(source, RoundsSql, Round, ct, Sql.Number(above), Sql.Number(atMost));

    /// <summary>The last round; null before the first.</summary>
    public static async Task<StoredRound?> LastRound(NpgsqlDataSource source, CancellationToken ct)
    {
        await foreach (var round in Read(source, LastRoundSql, Round, ct))
            return round;
        return null;
    }

    /// <summary>Runs a statement and hands its rows over as they come.</summary>
    public static async IAsyncEnumerable<T> Read<T>(
        NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> read, [EnumeratorCancellation] CancellationToken ct,
        params NpgsqlParameter[] parameters)
    {
        await using var command = source.CreateCommand(sql);
        // A reader who stops to think must not be taken for one who hangs.
        command.CommandTimeout = 0;
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            yield return read(reader);
    }

    /// <summary>A block from a row with its columns in the order of the table's header.</summary>
    public static SealedBlock Block(NpgsqlDataReader reader) => new(
        new(
            reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt32(4),
            reader.GetFieldValue<byte[]>(5), reader.GetFieldValue<byte[]>(6), reader.GetFieldValue<DateTime>(7), reader.GetString(8)),
        reader.GetFieldValue<byte[]>(9),
        reader.GetInt64(10),
        reader.GetFieldValue<byte[]>(11));

    private static StoredRound Round(NpgsqlDataReader reader)
    {
        var (tenants, numbers) = (reader.GetFieldValue<string[]>(3), reader.GetFieldValue<long[]>(4));
        var hashes = reader.GetFieldValue<byte[]>(5).Chunk(SHA256.HashSizeInBytes).ToArray();
        BlockReference[] blocks = [.. tenants.Zip(numbers, hashes).Select(b => new BlockReference(b.First, b.Second, b.Third))];
        var header = new RoundHeader(
            reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), blocks.Length, BlockReference.RootOf(blocks),
            reader.GetFieldValue<byte[]>(6), reader.GetFieldValue<DateTime>(7), reader.GetString(8));
        return new(header, blocks, reader.GetFieldValue<byte[]>(9), reader.GetFieldValue<byte[]>(10));
    }
}
