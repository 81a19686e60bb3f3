using System.Diagnostics;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Load.Search;
using SalesEngagement.Proof;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Load.Lists;

/// <summary>Lists of a large tenant by filters that let through many, some and few.</summary>
internal sealed class ListLoad : IProof
{
    private const string Tenant = "11111111-1111-4111-8111-111111111111";
    private const int Chunk = 50_000;
    private const int Rounds = 40;
    private const int Page = 51;
    private const double Most = 25;
    private const double MostForSearch = 50;
    private const int PeopleOfSmall = 5_000;
    private const int PeopleOfLarge = 20_000;
    private static readonly Guid Small = new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    private static readonly Guid Large = new(2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    private static readonly string[] Regions = ["EMEA", "APAC", "AMER"];
    private static readonly DateTimeOffset Began = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public string Name => "lists";

    /// <inheritdoc/>
    public string Promise => "a list by any filter is there at once, whether many pass or few";

    /// <inheritdoc/>
    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var database = await run.StartDatabase(settings: null, ct);
        await using var tables = await SearchTables.Make(database, ct);
        var size = run.IsLong ? 1_000_000 : 200_000;
        run.Say($"{size:N0} contacts in one tenant");
        await tables.Run("drop index read.contact_search_keys_idx", ct);
        var crowd = new Crowd(run.Seed);
        for (var from = 0; from < size; from += Chunk)
        {
            var people = Enumerable.Range(from, Chunk).Select(nth => Person(crowd, nth, size)).ToArray();
            await tables.Fill(Tenant, people.Select(person => person.Found), ct);
            await ListTables.Fill(database, Tenant, people.Select(person => person.Card), ct);
        }

        var built = Stopwatch.StartNew();
        await tables.Run("set maintenance_work_mem = '512MB'; create index contact_search_keys_idx on read.contact_search using gin (keys) with (fastupdate = off)", ct);
        run.Report.Measure("index of keys made in", $"{built.Elapsed.TotalSeconds:N0} s");
        await tables.Run("vacuum analyze read.contact_search; ", ct);
        await tables.Run("vacuum analyze read.contact_card", ct);
        await Measure(run, tables.Store.Query(Tenant), ct);
    }

    private static async Task Measure(ProofRun run, IQuerySession session, CancellationToken ct)
    {
        var all = new ContactFilter(Reach: null);
        (string What, ContactFilter Filter)[] filters =
        [
            ("all", all),
            ("a field that a third has", all with { Fields = [OneOf("region", FieldKind.Choice, "EMEA")] }),
            ("a field that 1 in 200 has", all with { Fields = [OneOf("segment", FieldKind.Choice, "s7")] }),
            ("a field that 1 in 500 has", all with { Fields = [OneOf("cell", FieldKind.Text, "c7")] }),
            ("a field that 1 in 100,000 has", all with { Fields = [OneOf("code", FieldKind.Text, "k7")] }),
            ("a field that all of the first have", all with { Fields = [OneOf("batch", FieldKind.Text, "first")] }),
            ("a range of half", all with { Fields = [new("employees", FieldKind.Number, IsPersonal: false, [], From: new("50000", IsWithin: true))] }),
            ("a range of 1 in 10,000", all with { Fields = [new("employees", FieldKind.Number, IsPersonal: false, [], new("70000", IsWithin: true), new("70010", IsWithin: false))] }),
            ("an owner (1 in 200)", all with { OwnerId = Crowd.Rep(7) }),
            ("a stage (1 in 100,000)", all with { Stage = "rare" }),
            ("a company of 5,000", all with { CompanyId = Small }),
            ("a company of 20,000", all with { CompanyId = Large }),
            ("changed lately (1 in 1,000)", all with { TouchedFrom = Began.AddMinutes(499_500) }),
        ];
        foreach (var (what, filter) in filters)
        {
            await Timed(run, $"{what}, newest first", Most, () => ContactCard.List(session, filter, ContactOrder.ByCreatedDescending, after: null, Page, ct));
            await Timed(run, $"{what}, by name", Most, () => ContactCard.List(session, filter, ContactOrder.ByName, after: null, Page, ct));
        }

        foreach (var (what, filter) in filters.Where(pair => pair.Filter.Fields is not null))
            await Timed(run, $"search without words, {what}", MostForSearch, () => ContactMatches.Find(session, text: null, new(Reach: null, Fields: filter.Fields), ct));
        await Timed(run, "search without words, a company of 20,000", MostForSearch, () => ContactMatches.Find(session, text: null, new(Reach: null, CompanyId: Large), ct));
    }

    private static FieldFilter OneOf(string name, FieldKind kind, string value) => new(name, kind, IsPersonal: false, [value]);

    private static (ContactSearch Found, ContactCard Card) Person(Crowd crowd, int nth, int size)
    {
        var added = crowd.Added(Tenant, 200);
        var data = added.Data with
        {
            Stage = nth % 100_000 == 7 ? "rare" : $"stage {nth % 5}",
            CompanyId = nth < PeopleOfLarge ? Large : nth < PeopleOfLarge + PeopleOfSmall ? Small : null,
        };
        ClearField[] fields =
        [
            new("region", Regions[nth % 3], FieldKind.Choice), new("segment", $"s{nth % 200}", FieldKind.Choice),
            new("cell", $"c{nth % 500}", FieldKind.Text), new("code", $"k{nth % 100_000}", FieldKind.Text),
            new("employees", FieldText.Of((decimal)(nth * 7919L % 100_000)), FieldKind.Number),
            .. nth < size / 20 ? new[] { new ClearField("batch", "first", FieldKind.Text) } : [],
        ];
        var first = Said(added, data);
        var second = Said(added, new ContactClearFieldsChanged(fields, data.AddedAt));
        return (ContactSearch.Create(first).Apply(second), ContactCard.Create(first).Apply(second));
    }

    private static Event<T> Said<T>(Event<ContactAdded> like, T data)
        where T : class => new(data)
        {
            Id = like.Id, TenantId = like.TenantId, StreamId = like.StreamId, Version = 1, Sequence = 1, Timestamp = like.Timestamp,
        };

    private static async Task Timed<T>(ProofRun run, string what, double bar, Func<Task<T>> ask)
    {
        for (var i = 0; i < 6; i++)
            await ask();
        var times = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await ask();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        run.Report.Measure($"{what}: p50", $"{times.Median():N1} ms");
        run.Report.AtMost($"{what}: p95", times.Percentile(0.95), bar, "ms");
        run.Say($"{what}: {times.Median():N1}, {times.Percentile(0.95):N1} ms");
    }
}
