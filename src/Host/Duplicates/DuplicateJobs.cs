using Microsoft.Extensions.Options;
using Npgsql;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Duplicates;

/// <summary>
/// Hands turns out to nodes, tenant by tenant, who has waited longest first, by a lease that ends when a node falls silent.
/// Who works rightly is decided by each transaction of the work itself, not here.
/// </summary>
internal sealed class DuplicateJobs(StoreOptions store, IOptions<DuplicateOptions> options) : IAsyncDisposable
{
    private static readonly string FollowSql = EmbeddedSql.Beside<DuplicateJobs>("FollowTenants.sql");
    private static readonly string ClaimSql = EmbeddedSql.Beside<DuplicateJobs>("ClaimTurn.sql");
    private static readonly string ReleaseSql = EmbeddedSql.Beside<DuplicateJobs>("ReleaseTurn.sql");
    private static readonly string FiguresSql = EmbeddedSql.Beside<DuplicateJobs>("DuplicateFigures.sql");
    private readonly NpgsqlDataSource _allTenants = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(store.DaemonConnection) { MaxPoolSize = 2 });

    /// <summary>Takes a turn that nobody has; null when there is nothing to do.</summary>
    public async Task<DuplicateJob?> Claim(Guid runner, CancellationToken ct)
    {
        await using var command = _allTenants.CreateCommand(ClaimSql);
        command.Parameters.Add(Sql.Id(runner));
        command.Parameters.Add(Sql.Int(options.Value.LeaseSeconds));
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new(reader.GetString(0), reader.GetInt64(1), runner) : null;
    }

    /// <summary>Begins to follow tenants that have contacts for the first time.</summary>
    public async Task Follow(CancellationToken ct)
    {
        await using var command = _allTenants.CreateCommand(FollowSql);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Gives a turn back, so that nobody waits for its lease to end.</summary>
    public async Task Release(DuplicateJob job, CancellationToken ct)
    {
        await using var command = _allTenants.CreateCommand(ReleaseSql);
        command.Parameters.Add(Sql.Text(job.TenantId));
        command.Parameters.Add(Sql.Id(job.Runner));
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>How much there is to do and to review, of all tenants together.</summary>
    public async Task<DuplicateFigures> Figures(CancellationToken ct)
    {
        await using var command = _allTenants.CreateCommand(FiguresSql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new(reader.GetInt64(0), reader.GetDouble(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4));
    }

    public ValueTask DisposeAsync() => _allTenants.DisposeAsync();
}

/// <summary>A turn.</summary>
/// <param name="TenantId">Whose.</param>
/// <param name="Position">The last event whose contact has been compared.</param>
/// <param name="Runner">Who has it.</param>
internal sealed record DuplicateJob(string TenantId, long Position, Guid Runner);

/// <summary>What an operator wants to know.</summary>
/// <param name="WaitingTenants">Tenants with contacts that are still to be compared.</param>
/// <param name="LagSeconds">How long ago the one changed that has waited longest.</param>
/// <param name="OpenPairs">Pairs that wait for somebody.</param>
/// <param name="RunningScans">Scans.</param>
/// <param name="ScanContacts">Contacts that these still have to look at.</param>
internal sealed record DuplicateFigures(long WaitingTenants, double LagSeconds, long OpenPairs, long RunningScans, long ScanContacts);
