using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;
using SalesEngagement.Load.Search;
using SalesEngagement.Load.Tenants;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.Contacts;

/// <summary>
/// A million contacts in one company and a thousand in each of a hundred others, all through imports; then what people ask for
/// all day, at three sizes of the large company.
/// </summary>
internal sealed class ContactsLoad : IProof
{
    private const double PerSecond = 50;
    private const double ImportBar = 5_000;

    public string Name => "contacts";

    public string Promise => "a million contacts: each kind of request within its bar, and no worse than logarithmic in their number";

    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var (sizes, firms, each) = run.IsLong ? (new[] { 10_000, 100_000, 1_000_000 }, 100, 1_000) : ([2_000, 20_000], 5, 200);
        var database = await run.StartDatabase(settings: null, ct);
        await using var host = await HostProcess.Start(
            database, carrier: null, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), ct, new Dictionary<string, string>
            {
                ["Logging__LogLevel__Default"] = "Warning", ["Logging__LogLevel__SalesEngagement"] = "Warning",
            });
        using var http = new HttpClient { BaseAddress = host.Address, Timeout = TimeSpan.FromMinutes(10) };
        var crowd = new Crowd(run.Seed);
        var all = Enumerable.Range(0, firms + 1).Select(n => new Firm(http, n, run.Seed)).ToArray();
        foreach (var firm in all)
        {
            await firm.Register(ct);
            await firm.SignIn(ct);
        }

        foreach (var firm in all[1..])
            await firm.AtRest(await firm.SendFile(PeopleFile.Of(new(run.Seed + 1), 0, each), ct), ct);
        run.Say($"{each:N0} contacts in each of {firms} companies");
        await all[0].CaughtUp(ct);
        await using var data = NpgsqlDataSource.Create(database.Superuser);
        await using var keys = NpgsqlDataSource.Create(database.KeysOwner);
        var before = await Bytes(data, ct) + await Bytes(keys, ct);
        await Grow(run, all[0], crowd, sizes, data, ct);
        var bytes = await Bytes(data, ct) + await Bytes(keys, ct) - before;
        run.Report.Measure("bytes on disk for each contact: events, keys, read models, trail, indexes", $"{bytes / sizes[^1]:N0}");
    }

    private static async Task Grow(ProofRun run, Firm large, Crowd crowd, int[] sizes, NpgsqlDataSource data, CancellationToken ct)
    {
        var (spans, span) = run.IsLong ? (3, TimeSpan.FromSeconds(30)) : (3, TimeSpan.FromSeconds(10));
        var questions = new ContactQuestions(large, run.Seed);
        var atFirst = (IReadOnlyDictionary<string, double>)new Dictionary<string, double>();
        for (var (nth, there) = (0, 0); nth < sizes.Length; there = sizes[nth++])
        {
            var rows = sizes[nth] - there;
            run.Say($"{rows:N0} rows");
            var file = PeopleFile.Of(crowd, there, rows);
            await large.SignIn(ct);
            var watch = Stopwatch.StartNew();
            var import = await large.AtRest(await large.SendFile(file, ct), ct);
            var (took, created) = (watch.Elapsed, import.GetProperty("counts").GetProperty("created").GetInt64());
            await large.CaughtUp(ct);
            run.Report.Exactly($"{rows:N0} rows: contacts of them", created, rows);
            run.Report.Measure($"{rows:N0} rows: read models complete", $"{(watch.Elapsed - took).TotalSeconds:N0} s after them");
            run.Report.AtLeast($"{rows:N0} rows: rows/s", rows / took.TotalSeconds, ImportBar);
            if (nth == 0)
                await questions.Learn(ct);
            var isLast = nth == sizes.Length - 1;
            var medians = await questions.Measure(run, $"{sizes[nth]:N0}", PerSecond, spans, span, hasBars: isLast, token => Settle(data, token), ct);
            if (nth == 0)
                atFirst = medians;
            else if (isLast)
                Compare(run, sizes, atFirst, medians);
        }
    }

    /// <summary>What autovacuum would do within minutes, beside whatever is measured then.</summary>
    private static async Task Settle(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var settle = database.CreateCommand("vacuum (analyze)");
        settle.CommandTimeout = 0;
        await settle.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Logarithmic growth is the bar: what takes 10 ms at 10,000 may take 15 at 1,000,000.</summary>
    private static void Compare(
        ProofRun run, int[] sizes, IReadOnlyDictionary<string, double> atFirst, IReadOnlyDictionary<string, double> atLast)
    {
        var bar = Math.Log(sizes[^1]) / Math.Log(sizes[0]);
        foreach (var (kind, median) in atLast)
            run.Report.AtMost($"{kind}, p50: {sizes[^1]:N0} against {sizes[0]:N0}", median / atFirst[kind], bar, "×");
    }

    private static async Task<long> Bytes(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select pg_database_size(current_database())");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
