using SalesEngagement.EventStore.Daemon;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.Lag;

/// <summary>
/// From an append's return to the moment a reader on another connection sees its row: the reader asks for the row again
/// and again without a pause. The bars are those of a machine that is not slow itself; on one that is, they are a
/// multiple of what bare statements took in between.
/// </summary>
internal sealed class LagLoad : IProof
{
    private const int Rounds = 3;
    private const double MedianBar = 10;
    private const double WorstBar = 100;
    private const double TimesBareMedian = 4;
    private const double TimesBareWorst = 5;

    public string Name => "lag";

    public string Promise => "commit to visible row: p50 ≤ 10 ms, p99 ≤ 100 ms, idle and under 500 events/s with rollbacks";

    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var database = await run.StartDatabase(settings: null, ct);
        await using (var node = await Node(database, _ => { }, ct))
        await using (var probe = await Probe.Start(node.Store, database, ct))
        {
            await Measure(run, "idle", probe, database, ct);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var noise = new Noise(database, node.Store, run.Seed);
            var load = noise.Run(stop.Token);
            await Measure(run, "under load", probe, database, ct);
            await stop.CancelAsync();
            await load;
            run.Report.AtLeast("events/s beside, 15 % more rolled back", noise.PerSecond, 400);
        }

        run.Say("the same without being told of appends");
        await using var polling = await Node(database, daemon => daemon.Poll = TimeSpan.FromMilliseconds(500), ct);
        await using var slow = await Probe.Start(store: null, database, ct);
        await using var bare = await BareChain.Start(database, ct);
        var median = (await slow.Measure(run.IsLong ? 200 : 30, bare, ct)).Percentile(0.5);
        var bar = Bar(MedianBar, TimesBareMedian, bare, 0.5);
        run.Report.Control("a node that only polls, every 500 ms", $"p50 {median:N0} ms, bar {bar:N0}", median > bar);
    }

    private static async Task Measure(ProofRun run, string when, Probe probe, ProofDatabase database, CancellationToken ct)
    {
        run.Say(when);
        await using var machine = await BareChain.Start(database, ct);
        await probe.Measure(20, machine, ct);
        var rounds = new List<IReadOnlyCollection<double>>();
        for (var nth = 0; nth < Rounds; nth++)
            rounds.Add(await probe.Measure(run.IsLong ? 1000 : 60, machine, ct));
        double Of(double share) => rounds.Select(round => round.Percentile(share)).ToArray().Median();
        run.Report.Measure(
            $"{when}: the machine by itself, p50, p99",
            $"{machine.Milliseconds.Percentile(0.5):N1}, {machine.Milliseconds.Percentile(0.99):N1} ms");
        run.Report.AtMost($"{when}: p50", Of(0.5), Bar(MedianBar, TimesBareMedian, machine, 0.5), "ms");
        run.Report.Measure($"{when}: p95", $"{Of(0.95):N1} ms");
        run.Report.AtMost($"{when}: p99", Of(0.99), Bar(WorstBar, TimesBareWorst, machine, 0.99), "ms");
    }

    private static double Bar(double wanted, double times, BareChain machine, double share) =>
        Math.Max(wanted, times * machine.Milliseconds.Percentile(share));

    private static Task<ProofNode> Node(ProofDatabase database, Action<DaemonOptions> daemon, CancellationToken ct) =>
        ProofNode.Start(database, ct, store => store.ReadModels = [typeof(LedgerLine)], daemon);
}
