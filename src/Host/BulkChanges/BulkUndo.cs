using Microsoft.Extensions.Options;
using NpgsqlTypes;
using SalesEngagement.Application.BulkChanges;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.BulkChanges;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.EventStore.Folding;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>
/// Takes back what a bulk change did, batch by batch, each one transaction with its place: contacts get back what they had,
/// unless somebody has changed that since, or whoever takes it back does not reach them.
/// </summary>
internal sealed class BulkUndo(IEventStore store, Askers askers, IOptions<BulkChangeOptions> options, TimeProvider clock)
{
    private const string WasChangedBack = "changed-back";
    private const string WasKept = "kept";
    private static readonly string FindSql = EmbeddedSql.Beside<BulkUndo>("ItemsToUndo.sql");
    private static readonly string AdvanceSql = EmbeddedSql.Beside<BulkUndo>("AdvanceUndo.sql");
    private static readonly string MarkSql = EmbeddedSql.Beside<BulkUndo>("SetUndone.sql");

    /// <inheritdoc cref="BulkBatches.Step"/>
    public async Task<BulkChangeRow?> Step(Job job, BulkChangeRow row, CancellationToken ct)
    {
        var items = await store.Query(job.TenantId).Query<Done>(
            FindSql, ct, Sql.Text(job.TenantId), Sql.Id(job.Id), Sql.Long(row.UndoN), Sql.Int(options.Value.BatchItems));
        if (items.Count == 0)
        {
            await BulkItems.Persist(job, () => Finish(job, row, ct));
            return null;
        }

        var reach = row.UndoBy is { } asker ? await askers.ReachOf(job.TenantId, asker, ct) : null;
        await BulkItems.Save(
            job, items,
            async some => row = await ChangeBack(job, row, reach, some, ct),
            async one => row = await Write(Open(job, row), job, row, [new(one.N, BulkItems.Broke)], ct));
        return row;
    }

    private async Task<BulkChangeRow> ChangeBack(Job job, BulkChangeRow row, RecordScope? reach, IReadOnlyList<Done> items, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var session = Open(job, row);
        var marks = new List<Mark>(items.Count);
        foreach (var item in items)
        {
            var events = await session.Read(item.ContactId, ct);
            var done = (int)(item.Version - item.Events);
            var before = Fold.Into<Contact>(events.Take(done));
            var after = Fold.Into<Contact>(events.Skip(done).Take(item.Events), before);
            Contact[] since = [.. Each(events.Skip((int)item.Version), after)];
            var contact = since is [.., var last] ? last : after;
            marks.Add(new(item.N, await Objection(job, row, before, contact, reach, ct) ?? Decide()));

            string? Decide()
            {
                var decision = ChangeOneBackHandler.Handle(new(row.Plan.Kind, row.Plan.Subject, before!, after!, since), contact!, now);
                if (decision.Any())
                    session.Append(item.ContactId, [.. decision], events.Count);
                return decision.Rejection is { } rejection ? BulkItems.ReasonOf(rejection, contact!) : null;
            }
        }

        return await Write(session, job, row, marks, ct);
    }

    /// <summary>The contact after each of these events.</summary>
    private static IEnumerable<Contact> Each(IEnumerable<EventStore.Events.Event> events, Contact? contact)
    {
        foreach (var @event in events)
        {
            contact = Fold.Into<Contact>([@event], contact);
            if (contact is not null)
                yield return contact;
        }
    }

    private async Task<string?> Objection(
        Job job, BulkChangeRow row, Contact? before, Contact? contact, RecordScope? reach, CancellationToken ct)
    {
        if (BulkItems.Objection(before is null ? null : contact, reach) is { } objection)
            return objection;
        return row.Plan.Kind == BulkChangeKind.Owner && (await ActiveUsers.Of(store, job.TenantId, [before!.OwnerId], ct)).Count == 0
            ? "owner-inactive"
            : null;
    }

    private async Task<BulkChangeRow> Write(IEventSession session, Job job, BulkChangeRow row, IReadOnlyList<Mark> marks, CancellationToken ct)
    {
        var kept = marks.Count(mark => mark.Reason is not null);
        var after = row with { UndoN = marks[^1].N, ChangedBack = row.ChangedBack + marks.Count - kept, Kept = row.Kept + kept };
        Advance(session, job, row, after, BulkChangeStatus.Undoing);
        session.Write(
            MarkSql, Sql.Text(job.TenantId), Sql.Id(job.Id),
            Sql.Array(NpgsqlDbType.Bigint, marks.Select(mark => mark.N).ToArray()),
            Sql.Array(NpgsqlDbType.Varchar, marks.Select(mark => mark.Reason is null ? WasChangedBack : WasKept).ToArray()),
            Sql.Array(NpgsqlDbType.Varchar, marks.Select(mark => mark.Reason).ToArray()));
        await session.Save(ct);
        return after;
    }

    private async Task Finish(Job job, BulkChangeRow row, CancellationToken ct)
    {
        var session = Open(job, row);
        var (change, version, _) = await session.Fetch<BulkChange>(job.Id, ct);
        Advance(session, job, row, row, BulkChangeStatus.Undone);
        if (change is not null)
        {
            var decision = FinishBulkChangeUndoHandler.Handle(new(row.ChangedBack, row.Kept), change, clock.GetUtcNow());
            session.Append(job.Id, [.. decision], version);
        }

        await session.Save(ct);
    }

    private void Advance(IEventSession session, Job job, BulkChangeRow row, BulkChangeRow after, BulkChangeStatus status) => session.Write(
        AdvanceSql, Sql.Text(job.TenantId), Sql.Id(job.Id), Sql.Id(job.Runner), Sql.Long(row.UndoN), Sql.Long(after.UndoN),
        Sql.Long(after.ChangedBack - row.ChangedBack), Sql.Long(after.Kept - row.Kept), Sql.Int(options.Value.LeaseSeconds),
        Sql.Text(BulkChangeRow.Name(status)));

    /// <summary>In the name of whoever takes it back.</summary>
    private IEventSession Open(Job job, BulkChangeRow row) => store.Open(job.TenantId, new($"{row.UndoBy}", CorrelationId: null, job.Id.ToString()));

    /// <summary>An item that was changed.</summary>
    private sealed record Done(long N, Guid ContactId, long Version, int Events);

    /// <summary>What became of an item: as before, or kept for this reason.</summary>
    private sealed record Mark(long N, string? Reason);
}
