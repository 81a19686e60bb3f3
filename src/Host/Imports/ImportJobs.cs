using Microsoft.Extensions.Options;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Imports;

/// <summary>Hands work on imports out to nodes, and clears away what is over.</summary>
internal sealed class ImportJobs(StoreOptions store, IOptions<ImportOptions> options)
    : JobLeases(store, EmbeddedSql.Beside<ImportJobs>("Claim.sql"), EmbeddedSql.Beside<ImportJobs>("Release.sql"))
{
    private static readonly string OverdueSql = EmbeddedSql.Beside<ImportJobs>("Overdue.sql");
    private static readonly string DropUploadsSql = EmbeddedSql.Beside<ImportJobs>("DropUploads.sql");
    private static readonly string DropOldRowsSql = EmbeddedSql.Beside<ImportJobs>("DropOldRows.sql");

    protected override int LeaseSeconds => options.Value.LeaseSeconds;

    protected override int RunningPerTenant => options.Value.RunningPerTenant;

    /// <summary>Removes uploads that were never finished, and verdicts that were kept long enough.</summary>
    public async Task Sweep(DateTimeOffset now, CancellationToken ct)
    {
        await Run(DropUploadsSql, ct, Sql.Instant(now - TimeSpan.FromHours(1)));
        await Run(DropOldRowsSql, ct, Sql.Instant(now - TimeSpan.FromDays(options.Value.KeepRowsDays)));
    }

    /// <summary>Dry runs whose confirmation did not come in time.</summary>
    public async Task<IReadOnlyList<(string TenantId, Guid Id)>> Overdue(DateTimeOffset now, CancellationToken ct)
    {
        await using var command = Command(OverdueSql, Sql.Instant(now));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var overdue = new List<(string, Guid)>();
        while (await reader.ReadAsync(ct))
            overdue.Add((reader.GetString(0), reader.GetGuid(1)));
        return overdue;
    }
}
