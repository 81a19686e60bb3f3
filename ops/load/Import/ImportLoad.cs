using System.Diagnostics;
using System.Security.Cryptography;
using SalesEngagement.Load.Contacts;
using SalesEngagement.Load.Tenants;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.Import;

/// <summary>
/// A file of contacts on one Host: how fast its rows become contacts, and what another company feels of it, against the same
/// seconds without it.
/// </summary>
internal sealed class ImportLoad : IProof
{
    private const int Contacts = 20;
    private const double OthersPerSecond = 20;
    private const double Bar = 3;

    public string Name => "import";

    public string Promise => "a file of 1,000,000 rows becomes contacts at its pace, and the p95 of others rises ≤ 3 ×";

    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var rows = run.IsLong ? 1_000_000 : 30_000;
        var database = await run.StartDatabase(settings: null, ct);
        var settings = new Dictionary<string, string>
        {
            ["Logging__LogLevel__Default"] = "Warning", ["Logging__LogLevel__SalesEngagement"] = "Warning",
        };
        await using var host = await HostProcess.Start(
            database, carrier: null, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), ct, settings);
        using var http = new HttpClient { BaseAddress = host.Address, Timeout = TimeSpan.FromMinutes(10) };
        var (sender, other) = (new Firm(http, 0, run.Seed), new Firm(http, 1, run.Seed));
        foreach (var firm in new[] { sender, other })
        {
            await firm.Register(ct);
            await firm.SignIn(ct);
            await firm.Fill(Contacts, ct);
        }

        await Compare(run, sender, other, rows, ct);
    }

    private static async Task Compare(ProofRun run, Firm sender, Firm other, int rows, CancellationToken ct)
    {
        var span = TimeSpan.FromSeconds(6);
        await new Arrivals(OthersPerSecond, other.Ask, run.Seed).Run(span, ct);
        var quiet = new Arrivals(OthersPerSecond, other.Ask, run.Seed);
        await quiet.Run(span, ct);

        run.Say($"sending {rows:N0} rows");
        var watch = Stopwatch.StartNew();
        var location = await sender.SendFile(PeopleFile.Of(new(run.Seed), 0, rows), ct);
        run.Report.Measure($"{rows:N0} rows received", $"{watch.Elapsed.TotalSeconds:N1} s");
        watch.Restart();
        var beside = new Arrivals(OthersPerSecond, other.Ask, run.Seed);
        var others = beside.Run(span, ct);
        var import = await sender.AtRest(location, ct);
        var took = watch.Elapsed;
        await others;
        await sender.CaughtUp(ct);
        var shown = watch.Elapsed;

        var created = import.GetProperty("counts").GetProperty("created").GetInt64();
        run.Report.Exactly("contacts of them", created, rows);
        run.Report.Measure("rows/s", $"{created / took.TotalSeconds:N0}");
        run.Report.Measure("rows/s, until all read models show them", $"{created / shown.TotalSeconds:N0}");
        run.Report.Measure($"another company with {OthersPerSecond:N0} requests/s: p95 without", $"{quiet.Milliseconds.Percentile(0.95):N1} ms");
        run.Report.Measure("the same beside the import", $"{beside.Milliseconds.Percentile(0.95):N1} ms");
        run.Report.AtMost("times as much", beside.Milliseconds.Percentile(0.95) / quiet.Milliseconds.Percentile(0.95), Bar, "×");
    }
}
