using System.Runtime.Versioning;
using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Embedded;

/// <summary>The roles and the two databases inside the private cluster.</summary>
[UnsupportedOSPlatform("windows")]
internal static class EmbeddedDatabases
{
    public const string Main = "engagement";
    public const string Keys = "engagement_keys";
    public const string Owner = "engagement_owner";

    private static readonly string Roles = EmbeddedSql.Beside(typeof(EmbeddedDatabases), "roles.sql");

    /// <summary>Makes the roles, which are the server's and not a database's.</summary>
    public static async Task EnsureRoles(EmbeddedPostgres postgres, CancellationToken ct)
    {
        await using var server = NpgsqlDataSource.Create(postgres.ConnectionString("postgres", "postgres"));
        await using var roles = server.CreateCommand(Roles);
        await roles.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Makes the databases that are missing. Two Hosts at once: the slower one finds them made.</summary>
    public static async Task Ensure(EmbeddedPostgres postgres, CancellationToken ct)
    {
        await using var server = NpgsqlDataSource.Create(postgres.ConnectionString("postgres", "postgres"));
        foreach (var name in new[] { Main, Keys })
        {
            await using var find = server.CreateCommand($"select from pg_database where datname = '{name}'");
            await using (var found = await find.ExecuteReaderAsync(ct))
            {
                if (found.HasRows)
                    continue;
            }

            await using var create = server.CreateCommand($"create database {name} owner {Owner}");
            try
            {
                await create.ExecuteNonQueryAsync(ct);
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
            {
            }
        }
    }
}
