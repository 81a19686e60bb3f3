using SalesEngagement.EventStore.Daemon;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.Lag;

/// <summary>
/// From an append's return to the moment a reader on another connection sees its row: the reader asks for the row again
/// and again without a pause.
/// </summary>
internal sealed class LagLoad : IProof
{
    private const double MedianBar = 10;
    private const double WorstBar = 100;

    public string Name => "lag";

    public string Promise => "commit to visible row: p50 ≤ 10 ms, p99 ≤ 100 ms, idle and under 500 events/s with rollbacks";

    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var database = await run.StartDatabase(settings: null, ct);
        var probes = run.IsLong ? 2000 : 150;
        await using (var node = await Node(database, _ => { }, ct))
        await using (var probe = await Probe.Start(node.Store, database, ct))
        {
            await probe.Measure(20, ct);
            Tell(run, "idle", await probe.Measure(probes, ct));
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var noise = new Noise(database, node.Store, run.Seed);
            var load = noise.Run(stop.Token);
            await probe.Measure(20, ct);
            Tell(run, "under load", await probe.Measure(probes, ct));
            await stop.CancelAsync();
            await load;
            run.Report.AtLeast("events/s beside, 15 % more rolled back", noise.PerSecond, 400);
        }

        run.Say("the same without being told of appends");
        await using var polling = await Node(database, daemon => daemon.Poll = TimeSpan.FromMilliseconds(500), ct);
        await using var slow = await Probe.Start(store: null, database, ct);
        var figures = await slow.Measure(run.IsLong ? 200 : 30, ct);
        var median = figures.Percentile(0.5);
        run.Report.Control("a node that only polls, every 500 ms", $"p50 {median:N0} ms", median > MedianBar);
    }

    private static void Tell(ProofRun run, string when, IReadOnlyCollection<double> figures)
    {
        run.Report.AtMost($"{when}: p50", figures.Percentile(0.5), MedianBar, "ms");
        run.Report.Measure($"{when}: p95", $"{figures.Percentile(0.95):N1} ms");
        run.Report.AtMost($"{when}: p99", figures.Percentile(0.99), WorstBar, "ms");
    }

    private static Task<ProofNode> Node(ProofDatabase database, Action<DaemonOptions> daemon, CancellationToken ct) =>
        ProofNode.Start(database, ct, store => store.ReadModels = [typeof(LedgerLine)], daemon);
}
