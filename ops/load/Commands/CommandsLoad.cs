using SalesEngagement.Application.Pipeline;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Load.Bare;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.Commands;

/// <summary>Fetch, fold, decide, append through the pipeline, against the same written out by hand.</summary>
internal sealed class CommandsLoad : IProof
{
    private const double Bar = 60;
    private const int Runs = 5;
    private const int AtOnce = 8;
    private const int StreamsOfAWorker = 500;
    private const int EventsAtFirst = 10;
    private static readonly LedgerPosted Posted = new(4711, "invoice");

    /// <inheritdoc/>
    public string Name => "commands";

    /// <inheritdoc/>
    public string Promise => "a command through the pipeline costs little more than its select and its insert";

    /// <inheritdoc/>
    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var database = await run.StartDatabase(settings: null, ct);
        await using var node = await ProofNode.Start(database, ct);
        await using var bare = new BareCommand(database);
        run.Say("starting streams");
        var streams = (await LedgerStreams.Start(node.Store, AtOnce * StreamsOfAWorker, EventsAtFirst, ct))
            .Chunk(StreamsOfAWorker).ToArray();
        await BareTables.Copy(database, ct);
        var dice = Enumerable.Range(0, AtOnce).Select(worker => new Random(run.Seed + worker)).ToArray();
        Guid Stream(int worker) => streams[worker][dice[worker].Next(StreamsOfAWorker)];

        var answers = new Answers(node.Store);
        var (ours, theirs, share) = (new List<Throughput>(), new List<Throughput>(), new List<double>());
        var time = TimeSpan.FromSeconds(run.IsLong ? 10 : 2);
        for (var nth = 0; nth <= Runs; nth++)
        {
            run.Say(nth == 0 ? "warming up" : $"run {nth} of {Runs}");
            var (best, real, each) = await Throughput.InTurns(
                AtOnce, time,
                worker => bare.Post(LedgerStreams.Tenant, Stream(worker), Posted),
                worker => Post(node.Store, answers, Stream(worker), times: 1));
            if (nth == 0)
                continue;
            theirs.Add(best);
            ours.Add(real);
            share.Add(100 * each.Median());
        }

        var slow = await Throughput.Of(AtOnce, time, worker => Post(node.Store, answers, Stream(worker), times: 12));
        Tell(run.Report, ours, theirs, share.Median(), slow.PerSecond);
    }

    private static void Tell(Report report, List<Throughput> ours, List<Throughput> theirs, double share, double slow)
    {
        var bare = theirs.Select(each => each.PerSecond).ToArray().Median();
        var took = ours.SelectMany(each => each.Milliseconds).ToArray();
        report.Measure("commands/s, 8 at once", $"{ours.Select(each => each.PerSecond).ToArray().Median():N0}");
        report.Measure("bare select, fold and insert/s", $"{bare:N0}");
        report.Measure("p50, p95, p99", $"{took.Median():N2}, {took.Percentile(0.95):N2}, {took.Percentile(0.99):N2} ms");
        report.AtLeast("share of bare", share, Bar, "%");
        report.Control("every stream read twelve times", $"{100 * slow / bare:N0} %", 100 * slow / bare < Bar);
    }

    private static async Task Post(IEventStore store, Answers answers, Guid stream, int times)
    {
        for (var more = 1; more < times; more++)
            await store.Open(LedgerStreams.Tenant, LedgerStreams.By).Fetch<Ledger>(stream, default);
        var commands = new Application.Pipeline.Commands(store, answers, TimeProvider.System, new(LedgerStreams.Tenant, "user-1", RecordScope.All, "trace-1"));
        var result = await commands.On<Ledger>(stream, (_, _) => [Posted], default);
        if (result.Outcome != CommandOutcome.Done)
            throw new InvalidOperationException($"The command on {stream} ended as {result.Outcome}.");
    }
}
