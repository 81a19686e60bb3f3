using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.History;

/// <summary>Writes a round: its blocks, itself and the sealer's checkpoint in one transaction, safe on the disk.</summary>
internal static class SealWriter
{
    private static readonly string BlocksSql = EmbeddedSql.Beside(typeof(SealWriter), "SealBlocks.sql");
    private static readonly string RoundSql = EmbeddedSql.Beside(typeof(SealWriter), "SealRound.sql");

    // The daemon does not wait for the disk otherwise; here it must, or the anchor could know a round that a power cut
    // takes from the database.
    private const string DurableSql = "select set_config('synchronous_commit', 'on', true)";

    /// <summary>The round, behind the checkpoint <paramref name="known"/>.</summary>
    /// <exception cref="CheckpointMovedException">Another sealer was faster: nothing was written.</exception>
    public static async Task Write(
        string shard, long known, StoredRound round, IReadOnlyList<SealedBlock> blocks, NpgsqlDataSource source, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        batch.Add(DurableSql);
        batch.BatchCommands.Add(Checkpoints.Move(shard, known, round.Header.UpTo));
        Add(batch, round, blocks);
        await Run(shard, batch, ct);
    }

    /// <summary>Adds the statements that store a round.</summary>
    public static void Add(NpgsqlBatch batch, StoredRound round, IReadOnlyList<SealedBlock> blocks)
    {
        AddBlocks(batch, round.Header, blocks);
        AddRound(batch, round);
    }

    /// <summary>Passes numbers that no event holds.</summary>
    /// <exception cref="CheckpointMovedException">Another sealer was faster.</exception>
    public static async Task Pass(string shard, long known, long upTo, NpgsqlDataSource source, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(Checkpoints.Move(shard, known, upTo));
        await Run(shard, batch, ct);
    }

    private static async Task Run(string shard, NpgsqlBatch batch, CancellationToken ct)
    {
        try
        {
            await batch.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException held) when (ShardHeldException.IsCause(held))
        {
            throw new ShardHeldException(shard, held);
        }
        catch (PostgresException moved) when (
            CheckpointMovedException.IsCause(moved) || moved.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new CheckpointMovedException(shard, moved);
        }
    }

    private static void AddBlocks(NpgsqlBatch batch, RoundHeader round, IReadOnlyList<SealedBlock> blocks)
    {
        BlockHeader[] headers = [.. blocks.Select(block => block.Header)];
        batch.Add(
            BlocksSql,
            Sql.Number(round.Number), Of(round.SealedAt), Sql.Text(round.KeyId),
            Sql.Texts([.. headers.Select(header => header.TenantId)]),
            Numbers(headers.Select(header => header.Number)),
            Numbers(headers.Select(header => header.From)),
            Numbers(headers.Select(header => header.To)),
            new() { Value = headers.Select(header => header.Count).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer },
            Sql.Binaries([.. headers.Select(header => header.Root)]),
            Sql.Binaries([.. headers.Select(header => header.Previous)]),
            Sql.Binaries([.. blocks.Select(block => block.Signature)]),
            Sql.Binaries([.. blocks.Select(block => block.Leaves)]));
    }

    private static void AddRound(NpgsqlBatch batch, StoredRound stored)
    {
        var round = stored.Header;
        batch.Add(
            RoundSql,
            Sql.Number(round.Number), Sql.Number(round.From), Sql.Number(round.UpTo),
            Sql.Texts([.. stored.Blocks.Select(block => block.TenantId)]),
            Numbers(stored.Blocks.Select(block => block.Number)),
            Sql.Binary([.. stored.Blocks.SelectMany(block => block.Hash)]),
            Sql.Binary(round.Previous), Of(round.SealedAt), Sql.Text(round.KeyId),
            Sql.Binary(stored.Hash), Sql.Binary(stored.Signature));
    }

    private static NpgsqlParameter Numbers(IEnumerable<long> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };

    private static NpgsqlParameter Of(DateTimeOffset at) => new() { Value = at.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
