using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>One rebuild under way: its connection, the lock that makes it the only one, and its shadow table.</summary>
internal sealed class RebuildSession(ReadModel model, string? tenantId, NpgsqlConnection connection) : IAsyncDisposable
{
    private const string TryLockSql = "select pg_try_advisory_lock(7304, hashtext($1))";
    private const string LockSql = "select pg_advisory_lock(7304, hashtext($1))::text is not null";
    private static readonly string BeginSql = EmbeddedSql.Beside<RebuildSession>("RebuildBegin.sql");
    private static readonly string MoveSql = EmbeddedSql.Beside<RebuildSession>("RebuildMove.sql");
    private static readonly string EndSql = EmbeddedSql.Beside<RebuildSession>("RebuildEnd.sql");
    private static readonly string ForgetSql = EmbeddedSql.Beside<RebuildSession>("ParkedForget.sql");
    private static readonly string ClearSql = EmbeddedSql.Beside<RebuildSession>("ParkedClear.sql");
    private static readonly string RenameSql = EmbeddedSql.Beside<RebuildSession>("ParkedRename.sql");

    /// <summary>The connection on which everything happens.</summary>
    public NpgsqlConnection Connection => connection;

    /// <summary>The table that is filled.</summary>
    public string Shadow => tenantId is null ? model.Table.Shadow : model.Table.TenantShadow;

    /// <summary>Under which streams are parked that the rebuild cannot process.</summary>
    public string ParkAs => tenantId is null ? $"{model.Shard}/next" : $"{model.Shard}/tenant";

    /// <summary>When it began, by the database's clock.</summary>
    public DateTimeOffset Began { get; private set; }

    /// <summary>Begins with an empty shadow table.</summary>
    /// <param name="model">What is rebuilt.</param>
    /// <param name="tenantId">For whom; null for all. One tenant's rebuild and that of all may run at the same time.</param>
    /// <param name="patient">Whether to wait for the one that is running.</param>
    /// <param name="connections">Gives it a connection of its own.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RebuildBusyException">Someone else rebuilds this read model.</exception>
    public static async Task<RebuildSession> Begin(
        ReadModel model, string? tenantId, bool patient, DaemonConnections connections, CancellationToken ct)
    {
        var connection = await connections.OpenDedicated("engagement-rebuild", ct, "-c synchronous_commit=off -c lock_timeout=10min", patience: 0);
        var session = new RebuildSession(model, tenantId, connection);
        try
        {
            if (await session.Scalar(patient ? LockSql : TryLockSql, ct) is not true)
                throw new RebuildBusyException(model.Name);
            session.Began = new((DateTime)(await session.Scalar("select now() where $1 <> ''", ct))!);
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
    public IEnumerable<NpgsqlBatchCommand> AdoptParked(string oldShard)
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

    private async Task<object?> Scalar(string sql, CancellationToken ct)
    {
        var name = tenantId is null ? model.Table.Name : model.Table.TenantShadow;
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = name } } };
        return await command.ExecuteScalarAsync(ct);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
