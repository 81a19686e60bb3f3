using System.Security.Cryptography;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.Tenants;

/// <summary>
/// Many companies on one Host, and one of them loud: what the others feel of it, against the same minutes without it. In the
/// last rounds it sends far more than it is allowed.
/// </summary>
internal sealed class TenantsLoad : IProof
{
    private const int Contacts = 10;
    private const double OthersPerSecond = 36;
    private const double ShareOfLoud = 0.4;
    private const double FloodPerSecond = 150;
    private const double Bar = 1.5;

    /// <summary>Requests a second: what the loud one sends is within, the flood is not.</summary>
    private const int Allowance = 60;

    public string Name => "tenants";

    public string Promise => "of 500 companies one makes 40 % of the load: the p95 of the others rises ≤ 1.5 ×";

    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var database = await run.StartDatabase(settings: null, ct);
        var settings = new Dictionary<string, string>
        {
            ["Edge__TenantRateLimit"] = $"{Allowance}", ["Edge__UserRateLimit"] = $"{Allowance}", ["Edge__RateWindowSeconds"] = "1",
            ["Logging__LogLevel__Default"] = "Warning", ["Logging__LogLevel__SalesEngagement"] = "Warning",
        };
        await using var host = await HostProcess.Start(
            database, carrier: null, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), ct, settings);
        using var http = new HttpClient { BaseAddress = host.Address };
        Firm[] firms = [.. Enumerable.Range(0, run.IsLong ? 500 : 50).Select(number => new Firm(http, number, run.Seed))];
        await SignUp(run, firms, ct);
        await Compare(run, firms, ct);
    }

    private static async Task SignUp(ProofRun run, Firm[] firms, CancellationToken ct)
    {
        run.Say($"signing {firms.Length} companies up, with {Contacts} contacts each");
        var together = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct };
        await Parallel.ForEachAsync(firms, together, async (firm, stop) => await firm.Register(stop));
        run.Say("signing in");
        await Parallel.ForEachAsync(firms, together, async (firm, stop) =>
        {
            await firm.SignIn(stop);
            await firm.Fill(Contacts, stop);
        });
    }

    private static async Task Compare(ProofRun run, Firm[] firms, CancellationToken ct)
    {
        var (rounds, span) = run.IsLong ? (5, TimeSpan.FromSeconds(20)) : (3, TimeSpan.FromSeconds(6));
        var (loud, others) = (firms[0], firms[1..]);
        var chance = new Random(run.Seed);
        Task<int> Another(CancellationToken stop) => others[chance.Next(others.Length)].Ask(stop);
        var loudPerSecond = OthersPerSecond * ShareOfLoud / (1 - ShareOfLoud);
        var (quiet, beside, flooded, refused, failed) = (new List<double>(), new List<double>(), new List<double>(), 0, 0);
        await new Arrivals(OthersPerSecond, Another, run.Seed).Run(span, ct);
        for (var round = 0; round < rounds; round++)
        {
            run.Say($"round {round + 1} of {rounds}");
            foreach (var (perSecond, into) in new[] { (0, quiet), (loudPerSecond, beside), (FloodPerSecond, flooded) })
            {
                var theirs = new Arrivals(OthersPerSecond, Another, run.Seed + round);
                var its = new Arrivals(Math.Max(perSecond, 1e-9), loud.Ask, run.Seed - round);
                await Task.WhenAll(theirs.Run(span, ct), its.Run(span, ct));
                into.Add(theirs.Milliseconds.Percentile(0.95));
                refused += its.Refused;
                failed += theirs.Failed + theirs.Refused + its.Failed;
            }
        }

        run.Report.Measure($"the others alone, {OthersPerSecond:N0} requests/s: p95", $"{quiet.Median():N1} ms");
        run.Report.Measure($"beside one with {loudPerSecond:N0}/s, {ShareOfLoud:P0} of all: p95", $"{beside.Median():N1} ms");
        run.Report.AtMost("times as much", beside.Zip(quiet, (with, without) => with / without).ToArray().Median(), Bar, "×");
        run.Report.Measure($"beside one that tries {FloodPerSecond:N0}/s: p95", $"{flooded.Median():N1} ms");
        run.Report.AtMost("times as much", flooded.Zip(quiet, (with, without) => with / without).ToArray().Median(), Bar, "×");
        run.Report.AtLeast("of which were refused as too many", refused, 1);
        run.Report.Exactly("requests of the others refused, of anybody failed", failed, 0);
    }
}
