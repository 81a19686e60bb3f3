using Npgsql;
using SalesEngagement.EventStore.Isolation;

namespace SalesEngagement.EventStore.Schema;

/// <summary>Refuses a database on which row-level security would not hold for the role in use.</summary>
internal static class SchemaGuard
{
    /// <summary>Looks the role, and everything it could meet, up in the catalog.</summary>
    /// <exception cref="SchemaException">Tenants would not be kept apart.</exception>
    public static async Task Check(NpgsqlDataSource source, CancellationToken ct) =>
        (await IsolationCheck.Of(source, role: null, ct)).Demand();
}
