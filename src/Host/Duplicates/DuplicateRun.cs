using Microsoft.Extensions.Options;
using NpgsqlTypes;
using SalesEngagement.Application.Duplicates;
using SalesEngagement.Domain.Duplicates;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;
using SalesEngagement.Projections.Duplicates;

namespace SalesEngagement.Host.Duplicates;

/// <summary>
/// One turn of a tenant: the contacts that changed since the last one, and the next ones of a scan of all. What a batch found
/// and where the next one begins are one transaction, so a node that dies leaves nothing out and does nothing twice.
/// </summary>
internal sealed class DuplicateRun(
    IEventStore store, DuplicateBatch batch, AddressBackfill addresses, DuplicateMetrics metrics, IOptions<DuplicateOptions> options, TimeProvider clock)
{
    private const string Principal = "duplicates";
    private static readonly string ShareLockSql = EmbeddedSql.Beside<DuplicateRun>("ShareAddressLock.sql");
    private static readonly string UpsertSql = EmbeddedSql.Beside<DuplicateRun>("UpsertPairs.sql");
    private static readonly string LapseSql = EmbeddedSql.Beside<DuplicateRun>("LapsePairs.sql");
    private static readonly string MoveWorkSql = EmbeddedSql.Beside<DuplicateRun>("MoveWork.sql");
    private static readonly string MoveScanSql = EmbeddedSql.Beside<DuplicateRun>("MoveScan.sql");
    private static readonly string EndScanSql = EmbeddedSql.Beside<DuplicateRun>("EndScan.sql");
    private static readonly string FindSql = EmbeddedSql.Beside<DuplicateRun>("FindScan.sql");
    private static readonly string RunningSql = EmbeddedSql.Beside<DuplicateRun>("RunningScan.sql");

    /// <summary>Takes the turn.</summary>
    public async Task Go(DuplicateJob job, CancellationToken ct)
    {
        var session = store.Query(job.TenantId);
        var changed = await ScannedContact.Changed(session, job.Position, options.Value.BatchContacts, ct);
        if (changed.Count > 0)
        {
            var found = await Compare(job, changed, ct);
            await Save(job, changed, found, scanId: null, work => Move(work, job, changed[^1].AsOf), ct);
        }

        if (await session.Query<RunningScan>(RunningSql, ct, Sql.Text(job.TenantId)) is [var scan])
            await Scan(job, scan, session, ct);
    }

    private async Task Scan(DuplicateJob job, RunningScan scan, IQuerySession session, CancellationToken ct)
    {
        var next = await ScannedContact.Next(session, scan.LastId, options.Value.BatchContacts, ct);
        var found = await Compare(job, next, ct);
        var isEnd = next.Count < options.Value.BatchContacts;
        await Save(job, next, found, scan.Id, work => Move(work, job, scan, next), ct);
        if (isEnd)
            await Complete(job, scan.Id, ct);
    }

    /// <summary>Says that it is over and ends the row, in one transaction. Should a node die before, the next finds no more contacts and comes here.</summary>
    private async Task Complete(DuplicateJob job, Guid scanId, CancellationToken ct)
    {
        if (await store.Query(job.TenantId).Query<DuplicateScanRow>(FindSql, ct, Sql.Text(job.TenantId), Sql.Id(scanId)) is not [var row])
            return;
        var now = clock.GetUtcNow();
        var session = store.Open(job.TenantId, new(Principal));
        var (scan, version, _) = await session.Fetch<DuplicateScan>(scanId, ct);
        session.Write(EndScanSql, Sql.Text(job.TenantId), Sql.Id(scanId), Sql.Instant(now));
        if (scan is not null && CompleteDuplicateScanHandler.Handle(new(row.Done, row.Found), scan, now) is var decision && decision.Any())
            session.Append(scanId, [.. decision], version);
        await session.Save(ct);
    }

    private async Task<IReadOnlyList<FoundPair>> Compare(DuplicateJob job, IReadOnlyList<ScannedContact> contacts, CancellationToken ct)
    {
        await addresses.Fill(job.TenantId, contacts, ct);
        var found = await batch.Compare(job.TenantId, contacts, ct);
        metrics.Compared(contacts.Count, found.Count);
        return found;
    }

    private async Task Save(
        DuplicateJob job, IReadOnlyList<ScannedContact> contacts, IReadOnlyList<FoundPair> found, Guid? scanId,
        Action<IEventSession> move, CancellationToken ct)
    {
        var session = store.Open(job.TenantId, new(Principal));
        var tenant = job.TenantId;
        session.Write(ShareLockSql, Sql.Text(tenant));
        move(session);
        Guid[] ids = [.. found.Select(pair => pair.Id)];
        if (ids.Length > 0)
        {
            session.Write(
                UpsertSql, Sql.Text(tenant), Sql.Array(NpgsqlDbType.Uuid, ids),
                Sql.Array(NpgsqlDbType.Uuid, found.Select(pair => pair.FirstId).ToArray()),
                Sql.Array(NpgsqlDbType.Uuid, found.Select(pair => pair.SecondId).ToArray()),
                Sql.Array(NpgsqlDbType.Integer, found.Select(pair => pair.Score.Score).ToArray()),
                Sql.Array(NpgsqlDbType.Text, found.Select(pair => FoundPair.Written(pair.Score.Reasons)).ToArray()),
                Sql.Instant(clock.GetUtcNow()), Sql.Id(scanId));
        }

        session.Write(
            LapseSql, Sql.Text(tenant),
            Sql.Array(NpgsqlDbType.Uuid, contacts.Where(contact => contact.IsThere).Select(contact => contact.Id).ToArray()),
            Sql.Array(NpgsqlDbType.Uuid, ids));
        await session.Save(ct);
    }

    private void Move(IEventSession session, DuplicateJob job, long position) => session.Write(
        MoveWorkSql, Sql.Text(job.TenantId), Sql.Id(job.Runner), Sql.Long(job.Position), Sql.Long(position), Sql.Int(options.Value.LeaseSeconds));

    private static void Move(IEventSession session, DuplicateJob job, RunningScan scan, IReadOnlyList<ScannedContact> next) => session.Write(
        MoveScanSql, Sql.Text(job.TenantId), Sql.Id(scan.Id), Sql.Id(scan.LastId), Sql.Id(next.Count == 0 ? scan.LastId : next[^1].Id),
        Sql.Long(next.Count), Sql.Id(job.Runner));

    private sealed record RunningScan(Guid Id, Guid? LastId);
}
