using System.Diagnostics;
using System.Security.Cryptography;
using SalesEngagement.Load.Contacts;
using SalesEngagement.Load.Search;
using SalesEngagement.Load.Tenants;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.Duplicates;

/// <summary>What it costs to be told whom a new contact may be already, against the same without, and how fast all are compared.</summary>
internal sealed class DuplicateLoad : IProof
{
    private const int Reps = 200;
    private const int Rounds = 300;
    private const double Bar = 25;
    private static readonly TimeSpan Scanning = TimeSpan.FromSeconds(30);

    public string Name => "duplicates";

    public string Promise => "among 200,000 contacts adding one answers whom it may be, p95 ≤ 25 ms";

    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var size = run.IsLong ? 200_000 : 20_000;
        var database = await run.StartDatabase(settings: null, ct);
        var master = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var crowd = new Crowd(run.Seed);
        await using (var host = await Start(database, master, onEntry: false, isWorking: false, ct))
        {
            using var http = new HttpClient { BaseAddress = host.Address, Timeout = TimeSpan.FromMinutes(10) };
            var firm = new Firm(http, 0, run.Seed);
            await firm.Register(ct);
            await firm.SignIn(ct);
            run.Say($"{size:N0} contacts in one tenant");
            await firm.AtRest(await firm.SendFile(PeopleFile.Of(crowd, 0, size), ct), ct);
            await firm.CaughtUp(ct);
        }

        foreach (var onEntry in new[] { false, true })
            await Create(run, database, master, crowd, onEntry, ct);
        await Scan(run, database, master, ct);
    }

    private static Task<HostProcess> Start(ProofDatabase database, string master, bool onEntry, bool isWorking, CancellationToken ct) => HostProcess.Start(
        database, carrier: null, master, ct, new Dictionary<string, string>
        {
            ["Logging__LogLevel__Default"] = "Warning", ["Logging__LogLevel__SalesEngagement"] = "Warning",
            ["Edge__UserRateLimit"] = "1000000", ["Edge__TenantRateLimit"] = "1000000", ["Edge__AddressRateLimit"] = "1000000",
            ["Duplicates__OnEntry"] = $"{onEntry}", ["Duplicates__Run"] = $"{isWorking}", ["Duplicates__RestPercent"] = "0",
        });

    private static async Task Create(ProofRun run, ProofDatabase database, string master, Crowd crowd, bool onEntry, CancellationToken ct)
    {
        await using var host = await Start(database, master, onEntry, isWorking: false, ct);
        using var http = new HttpClient { BaseAddress = host.Address };
        var firm = new Firm(http, 0, run.Seed);
        await firm.SignIn(ct);
        var times = new List<double>();
        var hints = 0;
        for (var i = -30; i < Rounds; i++)
        {
            var person = crowd.Contact("", Reps);
            var began = Stopwatch.GetTimestamp();
            var (added, _) = await firm.Call(HttpMethod.Post, "/api/v1/contacts", new
            {
                firstName = person.FirstName.Value,
                lastName = person.LastName.Value,
                phones = new[] { new { number = person.Phones[0].Number.Value } },
                emails = new[] { new { address = person.Emails[0].Address.Value } },
            }, ct);
            if (i < 0)
                continue;
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            hints += added.TryGetProperty("duplicates", out var found) ? found.GetArrayLength() : 0;
        }

        var what = onEntry ? "a contact added, with whom it may be" : "the same without";
        run.Report.Measure($"{what}: p50", $"{times.Median():N1} ms");
        run.Report.AtMost($"{what}: p95", times.Percentile(0.95), Bar, "ms");
        if (onEntry)
            run.Report.Control("hints were given", $"{hints}", wasSeen: hints > 0);
    }

    private static async Task Scan(ProofRun run, ProofDatabase database, string master, CancellationToken ct)
    {
        await using var host = await Start(database, master, onEntry: true, isWorking: true, ct);
        using var http = new HttpClient { BaseAddress = host.Address };
        var firm = new Firm(http, 0, run.Seed);
        await firm.SignIn(ct);
        run.Say("scanning");
        var (scan, _) = await firm.Call(HttpMethod.Post, "/api/v1/contacts/duplicates/scans", body: null, ct);
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Scanning && scan.GetProperty("status").GetString() == "running")
        {
            await Task.Delay(500, ct);
            (scan, _) = await firm.Call(HttpMethod.Get, $"/api/v1/contacts/duplicates/scans/{scan.GetProperty("id").GetString()}", body: null, ct);
        }

        run.Report.Measure("contacts/s compared by a scan that does not rest, addresses filled on the way", $"{scan.GetProperty("done").GetInt64() / watch.Elapsed.TotalSeconds:N0}");
        run.Report.Measure("pairs found in so many contacts", $"{scan.GetProperty("found").GetInt64():N0} in {scan.GetProperty("done").GetInt64():N0}");
    }
}
