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
    private static readonly string StartSql = EmbeddedSql.Beside<RebuildSession>("RebuildStart.sql");
    private static readonly string ResumeSql = EmbeddedSql.Beside<RebuildSession>("RebuildResume.sql");
    private static readonly string MoveSql = EmbeddedSql.Beside<RebuildSession>("RebuildMove.sql");
    private static readonly string SeenSql = EmbeddedSql.Beside<RebuildSession>("RebuildSeen.sql");
    private static readonly string EndSql = EmbeddedSql.Beside<RebuildSession>("RebuildEnd.sql");
    private static readonly string ForgetSql = EmbeddedSql.Beside<RebuildSession>("ParkedForget.sql");

    /// <summary>The connection on which everything happens.</summary>
    public NpgsqlConnection Connection => connection;

    /// <summary>The table that is filled.</summary>
    public string Shadow => tenantId is null ? model.Table.Shadow : model.Table.TenantShadow;

    /// <summary>Under which streams are parked that the rebuild cannot process.</summary>
    public string ParkAs => tenantId is null ? $"{model.Shard}/next" : $"{model.Shard}/tenant";

    /// <summary>When it began, also if it was broken off since; by the database's clock.</summary>
    public DateTimeOffset Began { get; private set; }

    /// <summary>What the shadow has seen already; 0 while it is bare: empty and without a key.</summary>
    public long Position { get; private set; }

    private string Scope => tenantId ?? "*";

    /// <summary>Begins with an empty shadow table, or goes on with the one of a rebuild of all tenants that was broken off.</summary>
    /// <param name="model">What is rebuilt.</param>
    /// <param name="tenantId">For whom; null for all. One tenant's rebuild and that of all may run at the same time.</param>
    /// <param name="restart">Whether to begin with nothing in any case.</param>
    /// <param name="patient">Whether to wait for the one that is running.</param>
    /// <param name="connections">Gives it a connection of its own.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RebuildBusyException">Someone else rebuilds this read model.</exception>
    public static async Task<RebuildSession> Begin(
        ReadModel model, string? tenantId, bool restart, bool patient, DaemonConnections connections, CancellationToken ct)
    {
        var connection = await connections.OpenDedicated(
            "engagement-rebuild", ct, "-c synchronous_commit=off -c lock_timeout=10min", patience: 0);
        var session = new RebuildSession(model, tenantId, connection);
        try
        {
            await session.Lock(patient, ct);
            if (restart || tenantId is not null || !await session.Resume(ct))
                await session.Start(ct);
            return session;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Records what the shadow has seen, in the transaction that writes it.</summary>
    public NpgsqlBatchCommand Move(long position, long goal) =>
        ReadModelTables.Command(MoveSql, model.Table.Name, Scope, position, goal);

    /// <summary>Makes visible how far the fold is that is not yet written.</summary>
    public Task ShowSeen(long seen, long goal, CancellationToken ct) =>
        Execute([ReadModelTables.Command(SeenSql, model.Table.Name, Scope, seen, goal)], ct);

    /// <summary>It is done: there is nothing to go on with.</summary>
    public NpgsqlBatchCommand End() => ReadModelTables.Command(EndSql, model.Table.Name, Scope);

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

    private async Task Lock(bool patient, CancellationToken ct)
    {
        await using var take = new NpgsqlCommand(patient ? LockSql : TryLockSql, connection)
        {
            Parameters = { new() { Value = tenantId is null ? model.Table.Name : model.Table.TenantShadow } },
        };
        if (await take.ExecuteScalarAsync(ct) is not true)
            throw new RebuildBusyException(model.Name);
    }

    private Task<bool> Resume(CancellationToken ct) => Take(
        ResumeSql, ct, model.Table.Name, Scope, model.Version, model.Table.ShapeHash, $"read.{Shadow}");

    private async Task Start(CancellationToken ct)
    {
        await Take(StartSql, ct, model.Table.Name, Scope, model.Version, model.Table.ShapeHash);
        await Execute(
            [
                new($"drop table if exists read.{Shadow}"),
                .. model.Table.CreateBare(Shadow).Split(";\n").Select(statement => new NpgsqlBatchCommand(statement)),
                ReadModelTables.Command(ForgetSql, ParkAs),
            ],
            ct);
    }

    private async Task<bool> Take(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
            return false;
        (Position, Began) = (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1));
        return true;
    }
}
