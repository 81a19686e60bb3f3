using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Faults.Rebuild;

/// <summary>
/// A reader who knows cases that the read models have shown before, and looks again and again whether all of it is there:
/// totals that never fall, and single rows.
/// </summary>
internal sealed class Watcher(IEventStore store, SalesBook book, IReadOnlyList<SalesCase> known, int seed)
{
    private const string TotalsSql = """
        select (select count(*) from read.contact_card)::int as contacts, (select count(*) from read.call_log)::int as calls,
          (select count(*) from read.contact_timeline)::int as lines,
          (select coalesce(sum(d.ended), 0) from read.calls_per_rep_and_day d)::int as ended
        """;

    private const string ContactSql = "select c.id, c.last_name, c.version from read.contact_card c where c.tenant_id = $1 and c.id = $2";
    private const string CallSql = "select c.id, c.status, c.talk_seconds, c.disposition from read.call_log c where c.tenant_id = $1 and c.id = $2";
    private readonly Random _random = new(seed);
    private Totals _most = new(known.Count, known.Count, 3 * known.Count, known.Count);

    /// <summary>How often it looked.</summary>
    public int Looks { get; private set; }

    /// <summary>How often something was not there.</summary>
    public int Partial { get; private set; }

    /// <summary>Looks until asked to end.</summary>
    public async Task Watch(CancellationToken end, CancellationToken ct)
    {
        for (; !end.IsCancellationRequested; Looks++)
        {
            var query = store.Query(SalesWork.Tenant);
            var totals = (await query.Query<Totals>(TotalsSql, ct))[0];
            var one = known[_random.Next(known.Count)];
            var contacts = await query.Query<ContactRow>(ContactSql, ct, Text(SalesWork.Tenant), Id(one.ContactId));
            var calls = await query.Query<CallRow>(CallSql, ct, Text(SalesWork.Tenant), Id(one.CallId));
            var whole = !totals.IsBelow(_most) && contacts is [var contact] && book.IsRight(contact) && calls is [var call] && book.IsRight(call);
            Partial += whole ? 0 : 1;
            _most = totals.IsBelow(_most) ? _most : totals;
        }
    }

    private static Npgsql.NpgsqlParameter Text(string value) => new() { Value = value };

    private static Npgsql.NpgsqlParameter Id(Guid value) => new() { Value = value };

    private sealed record Totals(int Contacts, int Calls, int Lines, int Ended)
    {
        public bool IsBelow(Totals other) =>
            Contacts < other.Contacts || Calls < other.Calls || Lines < other.Lines || Ended < other.Ended;
    }
}
