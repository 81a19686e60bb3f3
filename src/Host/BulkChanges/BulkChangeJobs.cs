using Microsoft.Extensions.Options;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>Hands work on bulk changes out to nodes, and clears away what is over.</summary>
internal sealed class BulkChangeJobs(StoreOptions store, IOptions<BulkChangeOptions> options)
    : JobLeases(store, EmbeddedSql.Beside<BulkChangeJobs>("Claim.sql"), EmbeddedSql.Beside<BulkChangeJobs>("Release.sql"))
{
    private static readonly string DropPreviewsSql = EmbeddedSql.Beside<BulkChangeJobs>("DropPreviews.sql");
    private static readonly string DropOldItemsSql = EmbeddedSql.Beside<BulkChangeJobs>("DropOldItems.sql");

    protected override int LeaseSeconds => options.Value.LeaseSeconds;

    protected override int RunningPerTenant => options.Value.RunningPerTenant;

    /// <summary>Removes previews that nobody confirmed, and items that were kept long enough.</summary>
    public async Task Sweep(DateTimeOffset now, CancellationToken ct)
    {
        await Run(DropPreviewsSql, ct, Sql.Instant(now));
        await Run(DropOldItemsSql, ct, Sql.Instant(now - TimeSpan.FromDays(options.Value.KeepItemsDays)));
    }
}
