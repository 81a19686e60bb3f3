using Npgsql;
using SalesEngagement.EventStore;

namespace SalesEngagement.Host.Jobs;

/// <summary>
/// Hands work of one kind out to nodes, of all tenants, by a lease that ends when a node falls silent. Who works rightly is
/// decided by each transaction of the work itself, not here.
/// </summary>
/// <param name="store">Where it is looked for: through the daemon's role, which sees all tenants.</param>
/// <param name="claimSql">Gives runner $1 work for $2 seconds, as tenant and id; none of a tenant of whom $3 are being worked on.</param>
/// <param name="releaseSql">Gives it back: $1 tenant, $2 id, $3 runner.</param>
internal abstract class JobLeases(StoreOptions store, string claimSql, string releaseSql) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _allTenants = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(store.DaemonConnection) { MaxPoolSize = 2 });

    /// <summary>How long the work of a node that fell silent stays its own.</summary>
    protected abstract int LeaseSeconds { get; }

    /// <summary>Work of one tenant that goes on at once.</summary>
    protected abstract int RunningPerTenant { get; }

    /// <summary>Takes work that nobody has; null when there is none.</summary>
    public async Task<Job?> Claim(Guid runner, CancellationToken ct)
    {
        await using var command = Command(claimSql, Sql.Id(runner), Sql.Int(LeaseSeconds), Sql.Int(RunningPerTenant));
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new(reader.GetString(0), reader.GetGuid(1), runner) : null;
    }

    /// <summary>Gives work back, so that nobody waits for its lease to end.</summary>
    public Task Release(Job job, CancellationToken ct) =>
        Run(releaseSql, ct, Sql.Text(job.TenantId), Sql.Id(job.Id), Sql.Id(job.Runner));

    public ValueTask DisposeAsync() => _allTenants.DisposeAsync();

    /// <summary>A command about all tenants.</summary>
    protected NpgsqlCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = _allTenants.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    /// <summary>Runs a command about all tenants.</summary>
    protected async Task Run(string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var command = Command(sql, parameters);
        await command.ExecuteNonQueryAsync(ct);
    }
}
