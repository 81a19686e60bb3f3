using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Schema;

/// <summary>Refuses a database on which row-level security would not hold for the role in use.</summary>
internal static class SchemaGuard
{
    private static readonly string Sql = EmbeddedSql.Beside(typeof(SchemaGuard), "SchemaGuard.sql");

    /// <summary>Looks the role and every table with <c>tenant_id</c> up in the catalogue.</summary>
    /// <exception cref="SchemaException">The role is above the policies, or a table has none.</exception>
    public static async Task Check(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var problems = new List<string>();
        while (await reader.ReadAsync(ct))
            problems.Add(reader.GetString(0));
        if (problems.Count > 0)
            throw new SchemaException(problems);
    }
}
