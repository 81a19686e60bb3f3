using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using SalesEngagement.Application.Imports;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Imports;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Contacts;
using SalesEngagement.Host.Duplicates;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Imports;

/// <summary>
/// Works a batch of rows through in one transaction: contacts added and changed, verdicts, and where the next batch begins,
/// or nothing of it. So no row is carried out twice and none is left out, whenever a node dies.
/// </summary>
internal sealed class ImportBatches(
    IEventStore store, ContactAddresses addresses, IOptions<ImportOptions> options, TimeProvider clock)
{
    private const int Attempts = 6;

    /// <summary>Of one address so many holders are looked up (FindKnown.sql).</summary>
    private const int MostKnown = 100;

    private const string Refused = "RF001";
    private static readonly string FindKnownSql = EmbeddedSql.Beside<ImportBatches>("FindKnown.sql");
    private static readonly string AdvanceSql = EmbeddedSql.Beside<ImportBatches>("Advance.sql");
    private static readonly string AddRowsSql = EmbeddedSql.Beside<ImportBatches>("AddRows.sql");
    private static readonly string AddSeenSql = EmbeddedSql.Beside<ImportBatches>("AddSeen.sql");
    private static readonly string EndPassSql = EmbeddedSql.Beside<ImportBatches>("EndPass.sql");
    private static readonly string DropSeenSql = EmbeddedSql.Beside<ImportBatches>("DropSeen.sql");

    /// <summary>
    /// Carries the rows out, and ends the pass when they are the last. The rate counts from <paramref name="since"/> on, so that
    /// what is left is told as it will be, with all waiting.
    /// </summary>
    /// <returns>Where the pass is then.</returns>
    /// <exception cref="JobMovedException">Somebody else has it by now, or stopped it. Nothing was carried out.</exception>
    public async Task<ImportPlace> Save(
        Job job, ImportRow row, ImportPlace place, IReadOnlyList<RowDraft> drafts, bool isEnd, long since, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Try(job, row, place, drafts, isEnd, since, ct);
            }
            catch (Exception e) when (e is StreamConflictException or SubjectErasedException && attempt < Attempts)
            {
                // Somebody changed one of these contacts, or was erased, in the same moment: look again and decide again.
            }
            catch (PostgresException e) when (AddressGuard.IsMoved(e) && attempt < Attempts)
            {
                // Another import, or somebody, added one of these people in the same moment: likewise.
            }
            catch (PostgresException e) when (e.SqlState == Refused)
            {
                throw new JobMovedException(job.Id);
            }
        }
    }

    private async Task<ImportPlace> Try(
        Job job, ImportRow row, ImportPlace place, IReadOnlyList<RowDraft> drafts, bool isEnd, long since, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var session = store.Open(job.TenantId, new(row.Principal, row.Correlation, job.Id.ToString()));
        var (import, version, _) = await session.Fetch<ContactImport>(job.Id, ct);
        var companies = await ImportCompanies.Of(
            store.Query(job.TenantId), session, await addresses.Hasher(job.TenantId, ct), row.Settings!, drafts, ct);
        drafts = companies.Given(drafts);
        var (outcomes, known) = await Decide(job, row, drafts, session, now, ct);
        if (row.Pass > 0)
        {
            companies.Add(session, drafts, outcomes, row.Settings!.OwnerId, now);
            AddressGuard.Keep(session, NewAddresses(drafts, outcomes, known), known.Select(one => one.ContactId).OfType<Guid>());
        }

        var after = new ImportPlace(
            drafts.Count == 0 ? place.LastRow : drafts[^1].Row, place.Done + drafts.Count, place.Total, Sum(place.Counts, outcomes));
        var decision = AdvanceImportHandler.Handle(new(place.Done, after.Done, place.Total, after.Counts, isEnd), import!, now);
        if (decision.Rejection is not null)
            throw new JobMovedException(job.Id);

        Advance(session, job, place, after, (long)clock.GetElapsedTime(since).TotalMilliseconds);
        AddOutcomes(session, job.Id, row.Pass, outcomes);
        session.Append(job.Id, [.. decision], version);
        if (isEnd)
            End(session, job.Id, row, now);
        await session.Save(ct);
        return after;
    }

    /// <summary>
    /// The addresses of those who are to be added: nobody else may have got one since it was looked up. Of one that more have
    /// than were looked up that cannot be told, and need not be.
    /// </summary>
    private static IEnumerable<byte[]> NewAddresses(IReadOnlyList<RowDraft> drafts, RowOutcome[] outcomes, IReadOnlyList<KnownAddress> known)
    {
        var shared = known.CountBy(one => one.Hash, HashComparer.Instance).Where(one => one.Value >= MostKnown)
            .Select(one => one.Key).ToHashSet(HashComparer.Instance);
        return drafts.Zip(outcomes).Where(one => one.Second.Verdict == RowVerdict.Created)
            .SelectMany(one => one.First.Hashes.Select(hash => hash.Hash)).Where(hash => !shared.Contains(hash));
    }

    private async Task<(RowOutcome[] Outcomes, IReadOnlyList<KnownAddress> Known)> Decide(
        Job job, ImportRow row, IReadOnlyList<RowDraft> drafts, IEventSession session, DateTimeOffset now, CancellationToken ct)
    {
        byte[][] hashes = [.. drafts.SelectMany(draft => draft.Hashes).Select(hash => hash.Hash).Distinct(HashComparer.Instance)];
        var known = hashes.Length == 0 ? [] : await store.Query(job.TenantId).Query<KnownAddress>(
            FindKnownSql, ct, Sql.Text(job.TenantId), Sql.Id(job.Id), Sql.Int(row.Pass), Sql.Array(NpgsqlDbType.Bytea, hashes));
        Guid[] ids = [.. known.Select(one => one.ContactId).OfType<Guid>().Distinct()];
        var contacts = ids.Length == 0 ? new Dictionary<Guid, StreamState<Contact>>() : await session.FetchMany<Contact>(ids, ct);
        var decision = new BatchDecision(
            row.Settings!, row.Pass == 0, known.ToLookup(one => one.Hash, HashComparer.Instance), contacts, () => Guid.CreateVersion7(now), now);
        return (decision.Decide(drafts), known);
    }

    private void Advance(IEventSession session, Job job, ImportPlace place, ImportPlace after, long milliseconds) => session.Write(
        AdvanceSql, Sql.Text(job.TenantId), Sql.Id(job.Id), Sql.Id(job.Runner), Sql.Long(place.LastRow), Sql.Long(after.LastRow),
        Sql.Long(after.Done - place.Done),
        Sql.Long(after.Counts.Created - place.Counts.Created), Sql.Long(after.Counts.Changed - place.Counts.Changed),
        Sql.Long(after.Counts.Duplicate - place.Counts.Duplicate), Sql.Long(after.Counts.Unchanged - place.Counts.Unchanged),
        Sql.Long(after.Counts.Refused - place.Counts.Refused), Sql.Long(milliseconds), Sql.Int(options.Value.LeaseSeconds));

    private static void AddOutcomes(IEventSession session, Guid importId, int pass, RowOutcome[] outcomes)
    {
        if (outcomes.Length == 0)
            return;
        var events = Array.ConvertAll(outcomes, outcome => pass == 0 ? 0 : outcome.Decision.Count());
        session.Write(
            AddRowsSql, Sql.Text(session.TenantId), Sql.Id(importId), Sql.Int(pass),
            Sql.Array(NpgsqlDbType.Bigint, Array.ConvertAll(outcomes, one => one.Row)),
            Sql.Array(NpgsqlDbType.Varchar, Array.ConvertAll(outcomes, one => one.Verdict.ToString())),
            Sql.Array(NpgsqlDbType.Uuid, Array.ConvertAll(outcomes, one => one.ContactId)),
            Sql.Array(NpgsqlDbType.Bigint, outcomes.Zip(events, (one, many) => many == 0 ? null : (long?)(one.Before + many)).ToArray()),
            Sql.Array(NpgsqlDbType.Integer, events),
            Sql.Array(NpgsqlDbType.Text, Array.ConvertAll(outcomes, one =>
                one.Reasons.Count == 0 ? null : JsonSerializer.Serialize(one.Reasons, JsonFormat.Options))));
        if (pass == 0)
            AddSeen(session, importId, outcomes);
        else
            Append(session, outcomes);
    }

    private static void Append(IEventSession session, RowOutcome[] outcomes)
    {
        foreach (var outcome in outcomes)
        {
            if (outcome.Verdict == RowVerdict.Created)
                session.Start<Contact>(outcome.ContactId!.Value, [.. outcome.Decision]);
            else if (outcome.Verdict == RowVerdict.Changed)
                session.Append(outcome.ContactId!.Value, [.. outcome.Decision], outcome.Before);
        }
    }

    private static void AddSeen(IEventSession session, Guid importId, RowOutcome[] outcomes)
    {
        var seen = outcomes.SelectMany(outcome => outcome.Seen.Select(hash => (hash, outcome.Row))).ToArray();
        if (seen.Length > 0)
        {
            session.Write(
                AddSeenSql, Sql.Text(session.TenantId), Sql.Id(importId),
                Sql.Array(NpgsqlDbType.Bytea, Array.ConvertAll(seen, one => one.hash)),
                Sql.Array(NpgsqlDbType.Bigint, Array.ConvertAll(seen, one => one.Row)));
        }
    }

    private void End(IEventSession session, Guid importId, ImportRow row, DateTimeOffset now)
    {
        var isDryRun = row.Pass == 0;
        session.Write(
            EndPassSql, Sql.Text(session.TenantId), Sql.Id(importId), Sql.Text(isDryRun ? "checked" : "completed"),
            Sql.Instant(isDryRun ? null : now), Sql.Instant(now + TimeSpan.FromHours(options.Value.KeepFileHours)));
        if (isDryRun)
            session.Write(DropSeenSql, Sql.Text(session.TenantId), Sql.Id(importId));
        else
            ImportFiles.Drop(session, importId);
    }

    private static ImportCounts Sum(ImportCounts before, RowOutcome[] outcomes)
    {
        return new(
            before.Created + Of(RowVerdict.Created), before.Changed + Of(RowVerdict.Changed), before.Duplicate + Of(RowVerdict.Duplicate),
            before.Unchanged + Of(RowVerdict.Unchanged), before.Refused + Of(RowVerdict.Refused));

        long Of(RowVerdict verdict) => outcomes.Count(outcome => outcome.Verdict == verdict);
    }
}
