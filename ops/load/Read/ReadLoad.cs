using System.Diagnostics;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Load.Bare;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.Read;

/// <summary>Folding one long stream, and very many short ones together.</summary>
internal sealed class ReadLoad : IProof
{
    private const int LongStream = 100;
    private const int ManyStreams = 10_000;
    private const int EventsOfMany = 10;
    private const double TimesBare = 2.5;

    /// <inheritdoc/>
    public string Name => "read";

    /// <inheritdoc/>
    public string Promise => "folding a stream costs little more than its select";

    /// <inheritdoc/>
    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var database = await run.StartDatabase(settings: null, ct);
        await using var node = await ProofNode.Start(database, ct);
        await using var bare = new BareCommand(database);
        run.Say("starting streams");
        var longs = await LedgerStreams.Start(node.Store, 200, LongStream, ct);
        var many = await LedgerStreams.Start(node.Store, ManyStreams, EventsOfMany, ct);
        await BareTables.Copy(database, ct);

        var times = run.IsLong ? 20_000 : 2_000;
        run.Say($"one stream of {LongStream} events");
        var dice = new Random(run.Seed);
        var (ours, theirs, twice) = (new List<double>(), new List<double>(), new List<double>());
        for (var nth = 0; nth < times; nth++)
        {
            var id = longs[dice.Next(longs.Length)];
            var session = node.Store.Open(LedgerStreams.Tenant, LedgerStreams.By);
            theirs.Add(await Took(() => bare.Fetch(LedgerStreams.Tenant, id)));
            ours.Add(await Took(() => session.Fetch<Ledger>(id, ct)));
            if (nth % 10 == 0)
                twice.Add(await Took(() => EventByEvent(session, id, ct)));
        }

        run.Say($"{ManyStreams} streams of {EventsOfMany} events together");
        var together = new List<double>();
        for (var nth = 0; nth <= (run.IsLong ? 30 : 10); nth++)
            together.Add(await Took(() => FetchAll(node.Store, many, ct)));

        run.Report.Measure($"fold of {LongStream} events: p50, p95", $"{ours.Median():N2}, {ours.Percentile(0.95):N2} ms");
        run.Report.Measure("bare select and fold: p50, p95", $"{theirs.Median():N2}, {theirs.Percentile(0.95):N2} ms");
        run.Report.AtMost("p50, times bare", ours.Median() / theirs.Median(), TimesBare);
        run.Report.Control("each version read by itself", $"{twice.Median() / theirs.Median():N1} times bare", twice.Median() / theirs.Median() > TimesBare);
        run.Report.Measure(
            $"fold of {ManyStreams:N0} streams: p50, p95", $"{together.Median():N0}, {together.Percentile(0.95):N0} ms");
        run.Report.Measure("events folded/s in it", $"{ManyStreams * EventsOfMany / together.Median() * 1000:N0}");
    }

    private static async Task EventByEvent(IEventSession session, Guid id, CancellationToken ct)
    {
        for (var version = LongStream / 10; version <= LongStream; version += LongStream / 10)
            await session.FetchAt<Ledger>(id, version, ct);
    }

    private static async Task FetchAll(IEventStore store, Guid[] ids, CancellationToken ct)
    {
        var states = await store.Open(LedgerStreams.Tenant, LedgerStreams.By).FetchMany<Ledger>(ids, ct);
        if (states.Count != ids.Length || states.Values.Any(state => state.State!.Postings != EventsOfMany - 1))
            throw new InvalidOperationException("The batch folded something else than was appended.");
    }

    private static async Task<double> Took(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
