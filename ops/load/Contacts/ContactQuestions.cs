using System.Text.Json;
using SalesEngagement.Load.Search;
using SalesEngagement.Load.Tenants;
using SalesEngagement.Proof;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Load.Contacts;

/// <summary>What people of one company ask for all day, each kind with its share and its bar.</summary>
internal sealed class ContactQuestions(Firm firm, int seed)
{
    private const string Contacts = "/api/v1/contacts";
    private const int Known = 1_000;
    private static readonly string[] Filters = ["tag=vip&sort=name", "timeZone=Europe/Berlin", "tag=cold&timeZone=Asia/Tokyo&sort=-createdAt", "tag=partner&sort=createdAt"];
    private readonly Random _chance = new(seed);
    private ContactSearch[] _people = [];
    private string[] _ids = [];
    private int _added;

    /// <summary>Kinds: share of all requests, p95 that may not be exceeded (ms), whether it only reads.</summary>
    private (string Name, double Share, double Bar, bool IsRead, Func<CancellationToken, Task<int>> Ask)[] Kinds =>
    [
        ("create", 0.1, 25, false, Create),
        ("read", 0.3, 15, true, ct => Get($"{Contacts}/{_ids[_chance.Next(_ids.Length)]}", ct)),
        ("suggestions", 0.2, 25, true, ct => Get($"{Contacts}/suggestions?q={Uri.EscapeDataString(Person().LastName.Value[.._chance.Next(1, 4)])}", ct)),
        ("search", 0.2, 50, true, ct => Get($"{Contacts}/search?q={Uri.EscapeDataString(Words())}", ct)),
        ("list with filters", 0.2, 25, true, ct => Get($"{Contacts}?limit=50&{Filters[_chance.Next(Filters.Length)]}", ct)),
    ];

    /// <summary>Learns whom to ask for.</summary>
    public async Task Learn(CancellationToken ct)
    {
        var crowd = new Crowd(seed);
        _people = [.. Enumerable.Range(0, Known).Select(_ => crowd.Contact("", reps: 1))];
        var ids = new List<string>();
        for (var next = ""; next is not null && ids.Count < Known;)
        {
            var (page, _) = await firm.Call(HttpMethod.Get, $"{Contacts}?limit=200&sort=name{next}", body: null, ct);
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            next = page.TryGetProperty("next", out var cursor) && cursor.ValueKind == JsonValueKind.String ? $"&cursor={Uri.EscapeDataString(cursor.GetString()!)}" : null;
        }

        _ids = [.. ids];
    }

    /// <summary>
    /// Asks at this rate for so long: once right after the import, which warms up and is only told; then, when what the import
    /// left to do is done, several times, of which the median counts.
    /// </summary>
    /// <returns>The p50 of each kind that only reads (ms).</returns>
    public async Task<IReadOnlyDictionary<string, double>> Measure(
        ProofRun run, string where, double perSecond, int spans, TimeSpan span, bool hasBars, Func<CancellationToken, Task> settle,
        CancellationToken ct)
    {
        var unserved = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var all = Kinds.ToDictionary(kind => kind.Name, _ => (P50: new List<double>(), P95: new List<double>()));
        for (var nth = -1; nth < spans; nth++)
        {
            await firm.SignIn(ct);
            var arrivals = Kinds.Select((kind, i) => (kind.Name, Arrivals: new Arrivals(perSecond * kind.Share, kind.Ask, seed + (nth * 10) + i))).ToArray();
            await Task.WhenAll(arrivals.Select(one => one.Arrivals.Run(span, ct)));
            run.Say($"{where}{(nth < 0 ? ", right after it" : "")}: {string.Join(", ", arrivals.Select(one => $"{one.Name} {one.Arrivals.Milliseconds.Percentile(0.95):N0} ms"))} p95");
            if (nth < 0)
            {
                await settle(ct);
                continue;
            }

            foreach (var (name, one) in arrivals)
            {
                all[name].P50.Add(one.Milliseconds.Percentile(0.5));
                all[name].P95.Add(one.Milliseconds.Percentile(0.95));
                foreach (var (status, many) in one.Unserved)
                    unserved[$"{name} {status}"] = unserved.GetValueOrDefault($"{name} {status}") + many;
            }
        }

        run.Report.Exactly($"{where}: requests that were not served{Told(unserved)}", unserved.Values.Sum(), 0);

        foreach (var kind in Kinds)
        {
            run.Report.Measure($"{where}: {kind.Name}, p50", $"{all[kind.Name].P50.Median():N1} ms");
            if (hasBars)
                run.Report.AtMost($"{where}: {kind.Name}, p95", all[kind.Name].P95.Median(), kind.Bar, "ms");
            else
                run.Report.Measure($"{where}: {kind.Name}, p95", $"{all[kind.Name].P95.Median():N1} ms");
        }

        return Kinds.Where(kind => kind.IsRead).ToDictionary(kind => kind.Name, kind => all[kind.Name].P50.Median());
    }

    private static string Told(SortedDictionary<string, int> unserved) =>
        unserved.Count == 0 ? "" : $" ({string.Join(", ", unserved.Select(one => $"{one.Key}: {one.Value:N0}"))})";

    private ContactSearch Person() => _people[_chance.Next(_people.Length)];

    private string Words() => (_chance.Next(4), Person()) switch
    {
        (0, var person) => $"{person.FirstName.Value} {person.LastName.Value}",
        (1, var person) => person.LastName.Value,
        (2, var person) => $"{person.FirstName.Value} {person.LastName.Value.Remove(1, 1)}",
        _ => PeopleFile.NumberOf(_chance.Next(Known))[2..],
    };

    private Task<int> Get(string path, CancellationToken ct) => firm.Ask(HttpMethod.Get, path, body: null, ct);

    private Task<int> Create(CancellationToken ct)
    {
        var (person, nth) = (Person(), Interlocked.Increment(ref _added));
        return firm.Ask(
            HttpMethod.Post, Contacts,
            new
            {
                firstName = person.FirstName.Value, lastName = person.LastName.Value,
                emails = new[] { new { address = $"new.{nth}@firm.example", label = "work" } },
            }, ct);
    }
}
