using System.Runtime.Versioning;
using Npgsql;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Configuration;

namespace SalesEngagement.Host.Embedded;

/// <summary>The roles and the two databases inside the private cluster.</summary>
[UnsupportedOSPlatform("windows")]
internal static class EmbeddedDatabases
{
    /// <summary>Owns both databases.</summary>
    public const string Owner = "engagement_owner";

    private static readonly string[] Names = ["engagement", "engagement_keys"];

    private static readonly string Roles = EmbeddedSql.Beside(typeof(EmbeddedDatabases), "roles.sql");

    /// <summary>Makes the roles, which are the server's and not a database's.</summary>
    public static async Task EnsureRoles(EmbeddedPostgres postgres, CancellationToken ct)
    {
        await using var server = NpgsqlDataSource.Create(postgres.ConnectionString("postgres", "postgres"));
        await using var roles = server.CreateCommand(Roles);
        await roles.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Makes roles and databases that are missing; several Hosts may do so at the same time.</summary>
    public static async Task Ensure(EmbeddedPostgres postgres, CancellationToken ct)
    {
        await using var server = NpgsqlDataSource.Create(postgres.ConnectionString("postgres", "postgres") + ";Pooling=false");
        await using var connection = await server.OpenConnectionAsync(ct);
        await using var alone = new NpgsqlCommand("select pg_advisory_lock(7300, 2)", connection);
        await alone.ExecuteNonQueryAsync(ct);
        await using var find = new NpgsqlCommand("select array_agg(datname::text) from pg_database", connection);
        var there = (string[])(await find.ExecuteScalarAsync(ct))!;
        if (Names.All(there.Contains))
            return;
        await using var roles = new NpgsqlCommand(Roles, connection);
        await roles.ExecuteNonQueryAsync(ct);
        foreach (var name in Names.Except(there))
        {
            await using var create = new NpgsqlCommand($"create database {name} owner {Owner}", connection);
            await create.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>What the configuration would say if they were a server's.</summary>
    public static Connections Connections(EmbeddedPostgres postgres) => new(
        postgres.ConnectionString("engagement", "engagement_app"),
        postgres.ConnectionString("engagement", "engagement_daemon"),
        postgres.ConnectionString("engagement_keys", "engagement_keys"));

    /// <summary>The same for what changes the schema.</summary>
    public static OwnerConnections Owners(EmbeddedPostgres postgres) => new(
        postgres.ConnectionString("engagement", Owner),
        postgres.ConnectionString("engagement_keys", Owner));
}
