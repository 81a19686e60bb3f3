using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>One rebuild under way: its connection, the lock that makes it the only one, and its shadow table.</summary>
internal sealed class RebuildSession(ReadModel model, NpgsqlConnection connection) : IAsyncDisposable
{
    private const string LockSql = "select pg_try_advisory_lock(7304, hashtext($1))";
    private static readonly string BeginSql = EmbeddedSql.Beside<RebuildSession>("RebuildBegin.sql");
    private static readonly string MoveSql = EmbeddedSql.Beside<RebuildSession>("RebuildMove.sql");
    private static readonly string EndSql = EmbeddedSql.Beside<RebuildSession>("RebuildEnd.sql");
    private static readonly string ForgetSql = EmbeddedSql.Beside<RebuildSession>("ParkedForget.sql");
    private static readonly string ClearSql = EmbeddedSql.Beside<RebuildSession>("ParkedClear.sql");
    private static readonly string RenameSql = EmbeddedSql.Beside<RebuildSession>("ParkedRename.sql");

    /// <summary>The connection on which everything happens.</summary>
    public NpgsqlConnection Connection => connection;

    /// <summary>The table that is filled.</summary>
    public string Shadow => model.Table.Shadow;

    /// <summary>Under which streams are parked that the rebuild cannot process.</summary>
    public string ParkAs => $"{model.Shard}/next";

    /// <summary>Begins with an empty shadow table.</summary>
    /// <exception cref="RebuildBusyException">Someone else rebuilds this read model.</exception>
    public static async Task<RebuildSession> Begin(ReadModel model, DaemonConnections connections, CancellationToken ct)
    {
        var connection = await connections.OpenDedicated("engagement-rebuild", ct, "-c synchronous_commit=off", patience: 0);
        var session = new RebuildSession(model, connection);
        try
        {
            await using var take = new NpgsqlCommand(LockSql, connection) { Parameters = { new() { Value = model.Table.Name } } };
            if (await take.ExecuteScalarAsync(ct) is not true)
                throw new RebuildBusyException(model.Name);
            await session.Execute(
                [
                    new($"drop table if exists read.{session.Shadow}"),
                    .. model.Table.Create(session.Shadow).Split(";\n").Select(statement => new NpgsqlBatchCommand(statement)),
                    ReadModelTables.Command(ForgetSql, session.ParkAs),
                    ReadModelTables.Command(BeginSql, model.Table.Name, 0L),
                ],
                ct);
            return session;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the progress visible, in the transaction that makes it.</summary>
    public NpgsqlBatchCommand Move(long done, long total) =>
        ReadModelTables.Command(MoveSql, model.Table.Name, done, total);

    /// <summary>No rebuild is to be seen any more.</summary>
    public NpgsqlBatchCommand End() => ReadModelTables.Command(EndSql, model.Table.Name);

    /// <summary>What the rebuild parked takes the place of what the live shard had parked.</summary>
    public IEnumerable<NpgsqlBatchCommand> AdoptParked(string oldShard, string? tenantId)
    {
        yield return ReadModelTables.Command(ClearSql, oldShard, model.Shard, (object?)tenantId ?? DBNull.Value);
        yield return ReadModelTables.Command(RenameSql, ParkAs, model.Shard);
    }

    /// <summary>Runs statements in one transaction, or in the one begun.</summary>
    public async Task Execute(IEnumerable<NpgsqlBatchCommand> commands, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
