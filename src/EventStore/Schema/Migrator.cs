using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Schema;

/// <summary>Brings a database to the schema of this program, as its owner, in ordered, checksummed steps.</summary>
public static class Migrator
{
    private const string LockSql = "select pg_advisory_lock(7300, 1)";
    private const string AppliedSql = "select id, checksum from engagement.migrations";
    private const string RecordSql = "insert into engagement.migrations (id, checksum) values ($1, $2)";
    private const string ExistsSql = "select to_regclass('engagement.migrations') is not null";

    /// <summary>
    /// Applies what is missing, each step in a transaction of its own. Safe to run on several nodes at once: one works,
    /// the others wait and find nothing to do.
    /// </summary>
    /// <param name="ownerConnection">Connection string of the role that owns the database and may create roles.</param>
    /// <param name="sources">In the order in which they depend on each other.</param>
    /// <param name="progress">Told the id of each step before it runs.</param>
    /// <param name="ct">Stops between steps.</param>
    /// <exception cref="SchemaException">An applied step's text has changed. Nothing was done.</exception>
    public static async Task Apply(
        string ownerConnection, IReadOnlyList<MigrationSource> sources, Action<string>? progress, CancellationToken ct)
    {
        await using var connection = await Open(ownerConnection, ct);
        await Execute(connection, LockSql, ct);
        await Execute(connection, EmbeddedSql.Beside(typeof(Migrator), "Bootstrap.sql"), ct);

        var applied = await Applied(connection, ct);
        var wanted = sources.SelectMany(source => source.Read()).ToArray();
        Refuse(Changed(wanted, applied));
        foreach (var migration in wanted.Where(migration => !applied.ContainsKey(migration.Id)))
        {
            progress?.Invoke(migration.Id);
            await Apply(connection, migration, ct);
        }
    }

    /// <summary>Checks that every step was applied with the text it has here, and changes nothing.</summary>
    /// <exception cref="SchemaException">Steps are missing or have changed; it names them.</exception>
    public static async Task Assert(
        string ownerConnection, IReadOnlyList<MigrationSource> sources, CancellationToken ct)
    {
        await using var connection = await Open(ownerConnection, ct);
        await using var exists = new NpgsqlCommand(ExistsSql, connection);
        var applied = (bool)(await exists.ExecuteScalarAsync(ct))! ? await Applied(connection, ct) : [];
        var wanted = sources.SelectMany(source => source.Read()).ToArray();
        var missing = wanted.Where(migration => !applied.ContainsKey(migration.Id));
        Refuse([.. missing.Select(m => $"{m.Id} is not applied: run db apply."), .. Changed(wanted, applied)]);
    }

    private static string[] Changed(IEnumerable<Migration> wanted, Dictionary<string, string> applied) =>
        [.. wanted
            .Where(migration => applied.TryGetValue(migration.Id, out var checksum) && checksum != migration.Checksum)
            .Select(migration => $"{migration.Id} has changed since it was applied: restore it and add a new step.")];

    private static void Refuse(string[] problems)
    {
        if (problems.Length > 0)
            throw new SchemaException(problems);
    }

    private static async Task Apply(NpgsqlConnection connection, Migration migration, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Execute(connection, migration.Sql, ct);
        await using var record = new NpgsqlCommand(RecordSql, connection, transaction);
        record.Parameters.Add(new() { Value = migration.Id });
        record.Parameters.Add(new() { Value = migration.Checksum });
        await record.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task<Dictionary<string, string>> Applied(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(AppliedSql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var applied = new Dictionary<string, string>();
        while (await reader.ReadAsync(ct))
            applied[reader.GetString(0)] = reader.GetString(1);
        return applied;
    }

    /// <summary>A connection of its own, so that the lock goes with it whatever happens.</summary>
    private static async Task<NpgsqlConnection> Open(string ownerConnection, CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(ownerConnection) { Pooling = false, CommandTimeout = 0 };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
