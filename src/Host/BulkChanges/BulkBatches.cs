using Microsoft.Extensions.Options;
using NpgsqlTypes;
using SalesEngagement.Application.BulkChanges;
using SalesEngagement.Domain.BulkChanges;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>
/// Changes the contacts of a batch in one transaction with what became of each and where the next batch begins, or nothing of
/// it. So no contact is changed twice and none is left out, whenever a node dies.
/// </summary>
internal sealed class BulkBatches(IEventStore store, BulkOrders orders, IOptions<BulkChangeOptions> options, TimeProvider clock)
{
    private static readonly string FindSql = EmbeddedSql.Beside<BulkBatches>("ItemsToDo.sql");
    private static readonly string AdvanceSql = EmbeddedSql.Beside<BulkBatches>("Advance.sql");
    private static readonly string ResultsSql = EmbeddedSql.Beside<BulkBatches>("SetResults.sql");
    private static readonly string CompleteSql = EmbeddedSql.Beside<BulkBatches>("Complete.sql");

    /// <summary>Does the next batch, or ends the bulk change when there is none. The rate counts from <paramref name="since"/> on.</summary>
    /// <returns>Where it is then; null: it is over.</returns>
    /// <exception cref="JobMovedException">Somebody else has it by now, or stopped it. Nothing was done.</exception>
    public async Task<BulkChangeRow?> Step(Job job, BulkChangeRow row, long since, CancellationToken ct)
    {
        var items = await store.Query(job.TenantId).Query<Item>(
            FindSql, ct, Sql.Text(job.TenantId), Sql.Id(job.Id), Sql.Long(row.LastN), Sql.Int(options.Value.BatchItems));
        if (items.Count == 0)
        {
            await BulkItems.Persist(job, () => Complete(job, row, ct));
            return null;
        }

        var order = await orders.For(job.TenantId, row, ct);
        await BulkItems.Save(
            job, items,
            async some => (row, since) = (await Change(job, row, order, some, since, ct), clock.GetTimestamp()),
            async one => (row, since) = (
                await Write(Open(job, row), job, row, [new(one, BulkChangeResult.Failed, BulkItems.Broke)], since, ct), clock.GetTimestamp()));
        return row;
    }

    private async Task<BulkChangeRow> Change(
        Job job, BulkChangeRow row, BulkOrder order, IReadOnlyList<Item> items, long since, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var session = Open(job, row);
        var contacts = await session.FetchMany<Contact>([.. items.Select(item => item.ContactId)], ct);
        Outcome[] outcomes = [.. items.Select(item => Decide(item, contacts.GetValueOrDefault(item.ContactId), order, now))];
        foreach (var outcome in outcomes.Where(outcome => outcome.Result == BulkChangeResult.Changed))
            session.Append(outcome.Item.ContactId, outcome.Events, outcome.Before);
        return await Write(session, job, row, outcomes, since, ct);
    }

    private static Outcome Decide(Item item, StreamState<Contact>? stream, BulkOrder order, DateTimeOffset now)
    {
        if ((BulkItems.Objection(stream?.State, order.Reach) ?? order.RefusalOf(item.N)) is { } reason)
            return new(item, BulkChangeResult.Refused, reason);
        var decision = ChangeOneOfManyHandler.Handle(order.CommandFor(item.N), stream!.State!, now);
        if (decision.Rejection is { } rejection)
            return new(item, BulkChangeResult.Refused, BulkItems.ReasonOf(rejection, stream.State!));
        object[] events = [.. decision];
        return events.Length == 0
            ? new(item, BulkChangeResult.Unchanged, Reason: null)
            : new(item, BulkChangeResult.Changed, Reason: null) { Before = stream.Version, Events = events };
    }

    private async Task<BulkChangeRow> Write(
        IEventSession session, Job job, BulkChangeRow row, Outcome[] outcomes, long since, CancellationToken ct)
    {
        var after = row with
        {
            LastN = outcomes[^1].Item.N,
            Changed = row.Changed + Of(BulkChangeResult.Changed),
            Unchanged = row.Unchanged + Of(BulkChangeResult.Unchanged),
            Refused = row.Refused + Of(BulkChangeResult.Refused),
            Failed = row.Failed + Of(BulkChangeResult.Failed),
        };
        session.Write(
            AdvanceSql, Sql.Text(job.TenantId), Sql.Id(job.Id), Sql.Id(job.Runner), Sql.Long(row.LastN), Sql.Long(after.LastN),
            Sql.Long(after.Changed - row.Changed), Sql.Long(after.Unchanged - row.Unchanged), Sql.Long(after.Refused - row.Refused),
            Sql.Long(after.Failed - row.Failed), Sql.Long((long)clock.GetElapsedTime(since).TotalMilliseconds),
            Sql.Int(options.Value.LeaseSeconds));
        session.Write(
            ResultsSql, Sql.Text(job.TenantId), Sql.Id(job.Id),
            Sql.Array(NpgsqlDbType.Bigint, Array.ConvertAll(outcomes, one => one.Item.N)),
            Sql.Array(NpgsqlDbType.Varchar, Array.ConvertAll(outcomes, one => one.Result.ToString())),
            Sql.Array(NpgsqlDbType.Varchar, Array.ConvertAll(outcomes, one => one.Reason)),
            Sql.Array(NpgsqlDbType.Bigint, Array.ConvertAll(outcomes, one => one.Events.Length == 0 ? null : (long?)(one.Before + one.Events.Length))),
            Sql.Array(NpgsqlDbType.Integer, Array.ConvertAll(outcomes, one => one.Events.Length)));
        await session.Save(ct);
        return after;

        long Of(BulkChangeResult result) => outcomes.Count(outcome => outcome.Result == result);
    }

    private async Task Complete(Job job, BulkChangeRow row, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var session = Open(job, row);
        var (change, version, _) = await session.Fetch<BulkChange>(job.Id, ct);
        session.Write(CompleteSql, Sql.Text(job.TenantId), Sql.Id(job.Id), Sql.Id(job.Runner), Sql.Instant(now));
        if (change is not null)
            session.Append(job.Id, [.. CompleteBulkChangeHandler.Handle(new(row.Counts), change, now)], version);
        await session.Save(ct);
    }

    private IEventSession Open(Job job, BulkChangeRow row) => store.Open(job.TenantId, new(row.Principal, row.Correlation, job.Id.ToString()));

    private sealed record Item(long N, Guid ContactId);

    /// <summary>What becomes of an item.</summary>
    private sealed record Outcome(Item Item, BulkChangeResult Result, string? Reason)
    {
        public long Before { get; init; }

        public object[] Events { get; init; } = [];
    }
}
