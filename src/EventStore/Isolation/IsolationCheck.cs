using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Isolation;

/// <summary>
/// Looks in the catalogs whether tenants are kept apart. The start of a node, <c>db assert</c> and whoever asks a running
/// node all use this one.
/// </summary>
public sealed class IsolationCheck
{
    /// <summary>The role of requests in the main database.</summary>
    public const string AppRole = "engagement_app";

    /// <summary>The role of the key database.</summary>
    public const string KeysRole = "engagement_keys";

    private const string CurrentRoleSql = "select current_user::text";
    private const string TenantSql = "select engagement.tenant()";
    private const string Somebody = "the isolation check";
    private readonly Databases _databases;

    internal IsolationCheck(Databases databases) => _databases = databases;

    /// <summary>The main database, for the role that requests use.</summary>
    public Task<IsolationReport> Main(CancellationToken ct) => Of(_databases.App, role: null, ct);

    /// <summary>The key database, for the role in use.</summary>
    public Task<IsolationReport> Keys(CancellationToken ct) => Of(_databases.Keys, role: null, ct);

    /// <summary>A database, for a role that need not be the one that looks.</summary>
    /// <param name="connection">Of whoever looks, such as the owner.</param>
    /// <param name="role">Such as <see cref="AppRole"/>.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IsolationReport> Of(string connection, string role, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        return await Of(source, role, ct);
    }

    /// <summary>The same, for the role that looks when none is named.</summary>
    internal static async Task<IsolationReport> Of(NpgsqlDataSource source, string? role, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        role ??= await CurrentRole(connection, ct);
        var report = await Look(connection, role, ct);
        if (report.Holds)
            return report;
        // A rebuild may drop a table while it is looked at: what is gone at a second look was none.
        var again = await Look(connection, role, ct);
        return again with { Problems = [.. again.Problems.Intersect(report.Problems)] };
    }

    /// <summary>Looks once, on a connection that may have a transaction open (which then has failed).</summary>
    internal static async Task<IsolationReport> Look(NpgsqlConnection connection, string role, CancellationToken ct)
    {
        var facts = await CatalogReader.Read(connection, role, ct);
        var tables = facts.Relations.Where(relation => relation.IsTable).Select(table => new TableProtection(
            table.Name, table.HasTenant, table.RowSecurity, table.Forced,
            [.. facts.Policies.Where(policy => policy.Relation == table.Name).Select(policy => policy.Says)]));
        var problems = IsolationRules.Broken(facts).ToList();
        if (await TenantOf(connection, Somebody, ct) != Somebody || await TenantOf(connection, tenant: "", ct) is not null)
            problems.Add("Function engagement.tenant() does not give the transaction's tenant, or gives one where none is set: restore it.");
        return new(role, [.. tables], problems);
    }

    /// <summary>What policies compare with when this tenant is set; null when they refuse.</summary>
    private static async Task<string?> TenantOf(NpgsqlConnection connection, string tenant, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.SetTenant(tenant);
        batch.Add(TenantSql);
        try
        {
            await using var reader = await batch.ExecuteReaderAsync(ct);
            await reader.NextResultAsync(ct);
            return await reader.ReadAsync(ct) && !reader.IsDBNull(0) ? reader.GetString(0) : "";
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return null;
        }
    }

    private static async Task<string> CurrentRole(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(CurrentRoleSql, connection);
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }
}
