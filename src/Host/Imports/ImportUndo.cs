using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.Imports;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Imports;
using SalesEngagement.EventStore.Folding;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Imports;

/// <summary>
/// Takes back what an import did, batch by batch, each one transaction with its place: contacts it added are put away unless
/// somebody changed them since, contacts it changed get back what nobody has changed since.
/// </summary>
internal sealed class ImportUndo(IEventStore store, JobTurns turns, IOptions<ImportOptions> options, TimeProvider clock)
{
    private const int Attempts = 6;
    private const string Refused = "RF001";
    private const string WasDeleted = "deleted";
    private const string WasChangedBack = "changed-back";
    private const string WasKept = "kept";
    private const string WasKeptInPart = "kept-in-part";
    private static readonly string FindSql = EmbeddedSql.Beside<ImportUndo>("RowsToUndo.sql");
    private static readonly string AdvanceSql = EmbeddedSql.Beside<ImportUndo>("AdvanceUndo.sql");
    private static readonly string MarkSql = EmbeddedSql.Beside<ImportUndo>("MarkUndone.sql");

    /// <summary>Works until all is looked at.</summary>
    /// <exception cref="JobMovedException">Somebody else has it by now.</exception>
    public async Task Go(Job job, ImportRow row, CancellationToken ct)
    {
        for (var isOver = false; !isOver;)
        {
            await turns.Take(async _ => (row, isOver) = await Save(job, row, ct), options.Value.RestPercent, ct);
        }
    }

    private async Task<(ImportRow Row, bool IsOver)> Save(Job job, ImportRow row, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Try(job, row, ct);
            }
            catch (Exception e) when (e is StreamConflictException or SubjectErasedException && attempt < Attempts)
            {
                // Somebody changed one of these contacts in the same moment: look again.
            }
            catch (PostgresException e) when (e.SqlState == Refused)
            {
                throw new JobMovedException(job.Id);
            }
        }
    }

    private async Task<(ImportRow Row, bool IsOver)> Try(Job job, ImportRow row, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rows = await store.Query(job.TenantId).Query<Done>(
            FindSql, ct, Sql.Text(job.TenantId), Sql.Id(job.Id), Sql.Long(row.UndoRow), Sql.Int(options.Value.BatchRows));
        var session = store.Open(job.TenantId, new(row.Principal, row.Correlation, job.Id.ToString()));
        var contacts = rows.Count == 0
            ? new Dictionary<Guid, StreamState<Contact>>()
            : await session.FetchMany<Contact>([.. rows.Select(one => one.ContactId).Distinct()], ct);
        var marks = new List<(long Row, string Mark)>(rows.Count);
        foreach (var done in rows)
            marks.Add((done.Row, await Undo(session, done, contacts.GetValueOrDefault(done.ContactId), now, ct)));

        var isOver = rows.Count == 0;
        var after = row with
        {
            UndoRow = isOver ? row.UndoRow : rows[^1].Row,
            Deleted = row.Deleted + Of(WasDeleted),
            ChangedBack = row.ChangedBack + Of(WasChangedBack),
            Kept = row.Kept + Of(WasKept) + Of(WasKeptInPart),
        };
        session.Write(
            AdvanceSql, Sql.Text(job.TenantId), Sql.Id(job.Id), Sql.Id(job.Runner), Sql.Long(row.UndoRow), Sql.Long(after.UndoRow),
            Sql.Long(after.Deleted), Sql.Long(after.ChangedBack), Sql.Long(after.Kept), Sql.Int(options.Value.LeaseSeconds),
            Sql.Text(ImportRow.Name(isOver ? ImportStatus.Undone : ImportStatus.Undoing)));
        if (isOver)
        {
            var (import, version, _) = await session.Fetch<ContactImport>(job.Id, ct);
            session.Append(job.Id, [.. FinishImportUndoHandler.Handle(new(after.Deleted, after.ChangedBack, after.Kept), import!, now)], version);
        }
        else
        {
            session.Write(
                MarkSql, Sql.Text(job.TenantId), Sql.Id(job.Id),
                Sql.Array(NpgsqlDbType.Bigint, marks.Select(mark => mark.Row).ToArray()),
                Sql.Array(NpgsqlDbType.Varchar, marks.Select(mark => mark.Mark).ToArray()));
        }

        await session.Save(ct);
        return (after, isOver);

        int Of(string mark) => marks.Count(one => one.Mark == mark);
    }

    private static async Task<string> Undo(IEventSession session, Done done, StreamState<Contact>? contact, DateTimeOffset now, CancellationToken ct)
    {
        if (contact is not { State: { IsDeleted: false } state })
            return WasKept;
        if (done.Verdict == RowVerdict.Created)
        {
            if (contact.Version != done.Version)
                return WasKept;
            session.Append(done.ContactId, [.. DeleteContactHandler.Handle(new(), state, now)], contact.Version);
            return WasDeleted;
        }

        var events = await session.Read(done.ContactId, ct);
        var back = UndoChange.Of(
            Fold.Into<Contact>(events.Take((int)(done.Version - done.Events)))!, Fold.Into<Contact>(events.Take((int)done.Version))!, state);
        var decision = ChangeContactHandler.Handle(back.Command, state, now);
        if (decision.Rejection is not null || !decision.Any())
            return back.IsPartial || decision.Rejection is not null ? WasKept : WasChangedBack;
        session.Append(done.ContactId, [.. decision], contact.Version);
        return back.IsPartial ? WasKeptInPart : WasChangedBack;
    }

    /// <summary>A row that did something.</summary>
    private sealed record Done(long Row, RowVerdict Verdict, Guid ContactId, long Version, int Events);
}
