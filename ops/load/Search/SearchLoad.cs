using System.Diagnostics;
using SalesEngagement.Proof;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Load.Search;

/// <summary>Search in a tenant of a million contacts, and in a hundred small ones beside it.</summary>
internal sealed class SearchLoad : IProof
{
    private const string Large = "11111111-1111-4111-8111-111111111111";
    private const int SmallTenants = 100;
    private const int SmallSize = 1_000;
    private const int Reps = 200;
    private const int Rounds = 150;
    private const int Written = 2_000;
    private const double MostForSearch = 50;
    private const double MostForNames = 25;

    /// <inheritdoc/>
    public string Name => "search";

    /// <inheritdoc/>
    public string Promise => "a million contacts are searched at once, and beside them a small tenant pays nothing for it";

    /// <inheritdoc/>
    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var database = await run.StartDatabase(settings: null, ct);
        await using var tables = await SearchTables.Make(database, ct);
        var size = run.IsLong ? 1_000_000 : 200_000;
        run.Say($"{size:N0} contacts in one tenant");
        await tables.Run("drop index read.contact_search_keys_idx", ct);
        var crowd = new Crowd(run.Seed);
        await tables.Fill(Large, Enumerable.Range(0, size).Select(_ => crowd.Contact(Large, Reps)), ct);
        run.Say($"{SmallSize:N0} in each of {SmallTenants}");
        foreach (var small in Enumerable.Range(0, SmallTenants).Select(Small))
            await tables.Fill(small, Enumerable.Range(0, SmallSize).Select(_ => crowd.Contact(small, 5)), ct);
        run.Say("the index");
        var built = Stopwatch.StartNew();
        await tables.Run("set maintenance_work_mem = '512MB'; create index contact_search_keys_idx on read.contact_search using gin (keys) with (fastupdate = off)", ct);
        run.Report.Measure("index made in", $"{built.Elapsed.TotalSeconds:N0} s");
        await tables.Run("vacuum analyze read.contact_search", ct);
        foreach (var line in await tables.Run("""
            select 'keys for each contact: ' || round(avg(cardinality(keys))) from (select keys from read.contact_search limit 10000) t;
            select 'rows: ' || pg_size_pretty(pg_table_size('read.contact_search')) || ', index: ' || pg_size_pretty(pg_relation_size('read.contact_search_keys_idx'))
            """, ct))
        {
            run.Report.Measure(line.Split(": ", 2)[0], line.Split(": ", 2)[1]);
        }

        var written = Stopwatch.StartNew();
        await tables.Fill(Large, Enumerable.Range(0, Written).Select(_ => crowd.Contact(Large, Reps)), ct);
        run.Report.Measure("a contact folded and written, index and all", $"{written.Elapsed.TotalMilliseconds / Written:N2} ms");
        await Measure(run, tables, ct);
        await Compare(run, tables, ct);
    }

    private static string Small(int nth) => $"22222222-2222-4222-8222-{nth:d12}";

    private static async Task Measure(ProofRun run, SearchTables tables, CancellationToken ct)
    {
        var people = await Sample(tables, Large, ct);
        var session = tables.Store.Query(Large);
        var reach = new[] { Crowd.Rep(7) };
        foreach (var (what, ask) in Questions(people))
        {
            await Timed(run, $"search, {what}", MostForSearch, i => ContactMatches.Find(session, ask(i), new(Reach: null), ct));
            await Timed(run, $"search by a rep, {what}", MostForSearch, i => ContactMatches.Find(session, ask(i), new(reach), ct));
        }

        foreach (var length in new[] { 1, 2, 3, 5 })
            await Timed(run, $"names, {length} letters", MostForNames, i => NameSuggestions.For(session, Cut(people[i % people.Length].LastName.Value, length), reach: null, ct));
        await Timed(run, "names by a rep, 1 letter", MostForNames, i => NameSuggestions.For(session, Cut(people[i % people.Length].LastName.Value, 1), reach, ct));

        var small = Small(3);
        var few = await Sample(tables, small, ct);
        var other = tables.Store.Query(small);
        foreach (var (what, ask) in Questions(few))
            await Timed(run, $"small tenant, {what}", MostForSearch, i => ContactMatches.Find(other, ask(i), new(Reach: null), ct));
        await Timed(run, "small tenant, names", MostForNames, i => NameSuggestions.For(other, Cut(few[i % few.Length].LastName.Value, 2), reach: null, ct));
    }

    private static IEnumerable<(string What, Func<int, string> Ask)> Questions(ContactSearch[] people)
    {
        ContactSearch Of(int i) => people[i % people.Length];
        yield return ("first and last name", i => $"{Of(i).FirstName.Value} {Of(i).LastName.Value}");
        yield return ("last name", i => Of(i).LastName.Value);
        yield return ("first name", i => Of(i).FirstName.Value);
        yield return ("misspelt", i => $"{Of(i).FirstName.Value} {Of(i).LastName.Value.Remove(2, 1)}");
        yield return ("phone", i => Of(i).Phones[0].Number.Value[2..]);
        yield return ("last 4 digits", i => Of(i).Phones[0].Number.Value[^4..]);
        yield return ("e-mail", i => Of(i).Emails[0].Address.Value);
        yield return ("what everybody has", _ => "gmail");
        yield return ("nobody", i => $"{Of(i).LastName.Value[..3]}zzqx {i}");
    }

    private static async Task Timed<T>(ProofRun run, string what, double bar, Func<int, Task<T>> ask)
    {
        for (var i = 0; i < 10; i++)
            await ask(i);
        var times = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await ask(i);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        run.Report.Measure($"{what}: p50", $"{times.Median():N1} ms");
        run.Report.AtMost($"{what}: p95", times.Percentile(0.95), bar, "ms");
        run.Say($"{what}: {times.Median():N1}, {times.Percentile(0.95):N1} ms");
    }

    private static async Task<ContactSearch[]> Sample(SearchTables tables, string tenant, CancellationToken ct)
    {
        var rows = await tables.Store.Query(tenant).Query<ContactSearch>(
            $"select * from read.contact_search where tenant_id = '{tenant}' and id::text ~ '7$' limit 500", ct);
        return [.. rows];
    }

    // The controls: the same rows by what PostgreSQL brings for it, and under the policy that requests are under.
    private static async Task Compare(ProofRun run, SearchTables tables, CancellationToken ct)
    {
        run.Say("trigrams of PostgreSQL's own");
        await tables.Run("""
            create extension if not exists pg_trgm;
            create extension if not exists btree_gin;
            set maintenance_work_mem = '512MB';
            create index contact_search_trigrams on read.contact_search using gin (tenant_id, (lower(first_name || ' ' || last_name)) gin_trgm_ops);
            analyze read.contact_search
            """, ct);
        var people = await Sample(tables, Large, ct);
        foreach (var (who, tenant) in new[] { ("large", Large), ("small", Small(3)) })
        {
            var times = new List<double>();
            for (var i = 0; i < 20; i++)
            {
                var name = $"{people[i].FirstName.Value} {people[i].LastName.Value.Remove(2, 1)}".ToLowerInvariant();
                var lines = await tables.Run(
                    $"explain (analyze, buffers) select id from read.contact_search where tenant_id = '{tenant}' and lower(first_name || ' ' || last_name) % '{name}'", ct);
                var took = lines.First(line => line.StartsWith("Execution Time", StringComparison.Ordinal)).Split(' ')[2];
                times.Add(double.Parse(took, System.Globalization.CultureInfo.InvariantCulture));
            }

            run.Report.Measure($"control: pg_trgm, misspelt, {who} tenant: p50, p95", $"{times.Median():N1}, {times.Percentile(0.95):N1} ms");
        }

        foreach (var (who, tenant) in new[] { ("large", Large), ("small", Small(3)) })
        {
            var keys = (await Sample(tables, tenant, ct))[0].Keys;
            var found = await tables.Run(
                $"set enable_seqscan = off; explain (analyze, buffers) select id from read.contact_search where keys && array[{keys[0]}] and keys && array[{keys[1]}] and tenant_id || '' = '{tenant}'", ct);
            run.Report.Measure($"two keys of one contact, {who} tenant", $"{found.First(line => line.Contains("Buffers", StringComparison.Ordinal)).Trim()}; {found[^1]}");
        }

        var plan = await tables.Run($"""
            set role engagement_app; select set_config('app.tenant', '{Large}', false);
            explain (analyze, buffers) select id from read.contact_search where keys @> array[{people[0].Keys[0]}, {people[0].Keys[1]}]
            """, ct);
        run.Report.Control("the same index under the policy", plan[^1], !plan.Any(line => line.Contains("contact_search_keys_idx", StringComparison.Ordinal)));
    }

    private static string Cut(string word, int length) => word[..Math.Min(length, word.Length)];
}
