using Microsoft.Extensions.Options;
using Npgsql;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Imports;

/// <summary>
/// Hands work on imports out to nodes, of all tenants, by a lease that ends when a node falls silent. Who works rightly is
/// decided by each transaction of the work itself, not here.
/// </summary>
internal sealed class ImportJobs(StoreOptions store, IOptions<ImportOptions> options) : IAsyncDisposable
{
    private static readonly string ClaimSql = EmbeddedSql.Beside<ImportJobs>("Claim.sql");
    private static readonly string ReleaseSql = EmbeddedSql.Beside<ImportJobs>("Release.sql");
    private static readonly string OverdueSql = EmbeddedSql.Beside<ImportJobs>("Overdue.sql");
    private static readonly string DropUploadsSql = EmbeddedSql.Beside<ImportJobs>("DropUploads.sql");
    private static readonly string DropOldRowsSql = EmbeddedSql.Beside<ImportJobs>("DropOldRows.sql");
    private readonly NpgsqlDataSource _allTenants = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(store.DaemonConnection) { MaxPoolSize = 2 });

    /// <summary>Takes work that nobody has; null when there is none.</summary>
    public async Task<ImportJob?> Claim(Guid runner, CancellationToken ct)
    {
        await using var command = _allTenants.CreateCommand(ClaimSql);
        command.Parameters.Add(Sql.Id(runner));
        command.Parameters.Add(Sql.Int(options.Value.LeaseSeconds));
        command.Parameters.Add(Sql.Int(options.Value.RunningPerTenant));
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new(reader.GetString(0), reader.GetGuid(1), runner) : null;
    }

    /// <summary>Gives work back, so that nobody waits for its lease to end.</summary>
    public async Task Release(ImportJob job, CancellationToken ct)
    {
        await using var command = _allTenants.CreateCommand(ReleaseSql);
        command.Parameters.Add(Sql.Text(job.TenantId));
        command.Parameters.Add(Sql.Id(job.Id));
        command.Parameters.Add(Sql.Id(job.Runner));
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Removes uploads that were never finished, and verdicts that were kept long enough.</summary>
    public async Task Sweep(DateTimeOffset now, CancellationToken ct)
    {
        await Run(DropUploadsSql, now - TimeSpan.FromHours(1), ct);
        await Run(DropOldRowsSql, now - TimeSpan.FromDays(options.Value.KeepRowsDays), ct);
    }

    /// <summary>Dry runs whose confirmation did not come in time.</summary>
    public async Task<IReadOnlyList<(string TenantId, Guid Id)>> Overdue(DateTimeOffset now, CancellationToken ct)
    {
        await using var command = _allTenants.CreateCommand(OverdueSql);
        command.Parameters.Add(Sql.Instant(now));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var overdue = new List<(string, Guid)>();
        while (await reader.ReadAsync(ct))
            overdue.Add((reader.GetString(0), reader.GetGuid(1)));
        return overdue;
    }

    public ValueTask DisposeAsync() => _allTenants.DisposeAsync();

    private async Task Run(string sql, DateTimeOffset before, CancellationToken ct)
    {
        await using var command = _allTenants.CreateCommand(sql);
        command.Parameters.Add(Sql.Instant(before));
        await command.ExecuteNonQueryAsync(ct);
    }
}
