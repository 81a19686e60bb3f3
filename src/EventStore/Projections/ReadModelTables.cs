using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Projections;

/// <summary>Makes the tables of read models, as the daemon's role, and knows which version each holds.</summary>
internal sealed class ReadModelTables(DaemonConnections connections, ReadModelSet models)
{
    // The version of an inline model's table that nobody has filled yet with what was there before it.
    private const int Unfilled = 0;
    private const string HasEventsSql = "select exists (select from public.mt_events)";
    private const string LockSql = "select pg_advisory_xact_lock(7303, hashtext($1))";
    private static readonly string StateSql = EmbeddedSql.Beside<ReadModelTables>("ReadModelState.sql");
    private static readonly string RegisterSql = EmbeddedSql.Beside<ReadModelTables>("ReadModelRegister.sql");
    private static readonly string DeleteSql = EmbeddedSql.Beside<ReadModelTables>("CheckpointDelete.sql");
    private static readonly string RaiseSql = EmbeddedSql.Beside<ReadModelTables>("GenerationRaise.sql");
    private static readonly string InsertSql = EmbeddedSql.Beside<ReadModelTables>("CheckpointInsert.sql");

    /// <summary>Makes the tables that are missing. Tables of another version or shape stay until they are rebuilt.</summary>
    public async Task Ensure(CancellationToken ct)
    {
        await using var connection = await connections.Pool.OpenConnectionAsync(ct);
        foreach (var model in models.All)
            await Ensure(model, connection, ct);
    }

    /// <summary>Compares a table with the program.</summary>
    public async Task<ReadModelState> StateOf(ReadModel model, CancellationToken ct)
    {
        await using var connection = await connections.Pool.OpenConnectionAsync(ct);
        return await StateOf(model, connection, ct);
    }

    /// <summary>The statements that make <paramref name="model"/> the one its table holds, checkpoint included.</summary>
    /// <param name="model">What the table holds from now on.</param>
    /// <param name="oldShard">The shard that kept the table until now.</param>
    /// <param name="position">What the table has seen. An inline model's has always seen everything, and has no checkpoint.</param>
    /// <param name="isFilled">Whether it holds rows of all events up to there.</param>
    public static IEnumerable<NpgsqlBatchCommand> Register(ReadModel model, string oldShard, long position, bool isFilled = true) =>
    [
        Command(
            RegisterSql, model.Table.Name, model.Name, isFilled ? model.Version : Unfilled, model.Shard, model.Table.ShapeHash),
        .. model.IsInline ? [Command(DeleteSql, oldShard, model.Shard)] : Fence(oldShard, model.Shard, position),
    ];

    /// <summary>The statements that put a checkpoint in place of another so that every batch under way is undone.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Fence(string oldShard, string shard, long position) =>
        [Command(DeleteSql, oldShard, shard), Command(InsertSql, shard, position)];

    /// <summary>The statement that makes the shard forget what it knows of the rows.</summary>
    public static NpgsqlBatchCommand RaiseGeneration(ReadModel model) => Command(RaiseSql, model.Table.Name);

    /// <summary>A batch command with positional parameters.</summary>
    public static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }

    // Looked at first without the lock: a node that is frozen while it looks must not keep the others from their shards.
    private static async Task Ensure(ReadModel model, NpgsqlConnection connection, CancellationToken ct)
    {
        if (await StateOf(model, connection, ct) != ReadModelState.Missing)
            return;
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Execute(connection, [Command(LockSql, model.Table.Name)], ct);
        if (await StateOf(model, connection, ct) == ReadModelState.Missing)
        {
            await using (var create = new NpgsqlCommand(model.Table.Create(model.Table.Name), connection))
                await create.ExecuteNonQueryAsync(ct);
            await Execute(connection, Register(model, model.Shard, 0, !model.IsInline || !await HasEvents(connection, ct)), ct);
        }

        await transaction.CommitAsync(ct);
    }

    private static async Task<bool> HasEvents(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(HasEventsSql, connection);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<ReadModelState> StateOf(ReadModel model, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(StateSql, connection)
        {
            Parameters = { new() { Value = model.Table.Name } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
            return ReadModelState.Missing;
        var version = reader.GetInt32(0);
        return version > model.Version ? ReadModelState.Newer
            : version == model.Version && reader.GetString(1) == model.Table.ShapeHash && reader.GetString(2) == model.Shard
                ? ReadModelState.Current
                : ReadModelState.Stale;
    }

    private static async Task Execute(
        NpgsqlConnection connection, IEnumerable<NpgsqlBatchCommand> commands, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(ct);
    }
}
