using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Load.Bare;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.Append;

/// <summary>Appends to existing streams through a session, against a bare SQL function with the same inserts.</summary>
internal sealed class AppendLoad : IProof
{
    private const double Bar = 80;
    private const int Runs = 5;

    // Below this the noise of one run could decide, which is some points: then there are more of them.
    private const double Clear = 84;
    private const int MostRuns = 15;
    private const int StreamsOfAWriter = 200;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    /// <inheritdoc/>
    public string Name => "append";

    /// <inheritdoc/>
    public string Promise => "appending costs little more than the inserts themselves";

    /// <inheritdoc/>
    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var database = await run.StartDatabase(settings: null, ct);
        await using var node = await ProofNode.Start(database, ct);
        await using var bare = new BareAppend(database);
        var streams = (await LedgerStreams.Start(node.Store, 32 * StreamsOfAWriter, events: 1, ct)).Chunk(StreamsOfAWriter).ToArray();
        await BareTables.Copy(database, ct);

        var time = TimeSpan.FromSeconds(run.IsLong ? 4 : 0.7);
        run.Say("warming up: until then it is the compiler that is measured");
        foreach (var events in new[] { 1, 10 })
            await Both(new(8, events, WarmUp, streams, run.Seed), node.Store, bare);
        foreach (var events in new[] { 1, 10 })
        {
            foreach (var writers in new[] { 1, 8, 32 })
            {
                run.Say($"{writers} writers, {events} events each");
                await Compare(run, new(writers, events, time, streams, run.Seed), node.Store, bare);
            }
        }
    }

    private static async Task Compare(ProofRun run, AppendRound round, IEventStore store, BareAppend bare)
    {
        var (ours, theirs, share) = (new List<Throughput>(), new List<Throughput>(), new List<double>());
        for (var nth = 0; nth <= Runs || (nth <= MostRuns && share.Median() < Clear); nth++)
        {
            var (best, real, each) = await Both(round, store, bare);
            if (nth == 0)
                continue; // warming up
            theirs.Add(best);
            ours.Add(real);
            share.Add(100 * each.Median());
        }

        var what = $"{round.Writers} writers × {round.Events}";
        var slow = ours.SelectMany(each => each.Milliseconds).ToArray();
        run.Report.Measure(
            $"{what}: events/s, ours of bare",
            $"{ours.Select(each => each.PerSecond * round.Events).ToArray().Median():N0} of {theirs.Select(each => each.PerSecond * round.Events).ToArray().Median():N0}");
        run.Report.Measure($"{what}: p50, p99", $"{slow.Median():N2}, {slow.Percentile(0.99):N2} ms");
        run.Report.Measure(
            $"{what}: processor of the client, ours and bare",
            $"{ours.Select(each => each.Processor).ToArray().Median():N0}, {theirs.Select(each => each.Processor).ToArray().Median():N0} µs");
        run.Report.AtLeast($"{what}: share of bare", share.Median(), Bar, "%");
        if (round is { Writers: 8, Events: 1 })
        {
            var forgetting = await round.Run(stream => bare.AppendForgetting(LedgerStreams.Tenant, stream, round.Events));
            var forgot = 100 * forgetting.PerSecond / theirs.Select(each => each.PerSecond).ToArray().Median();
            run.Report.Control($"{what}, bare with forgetting connections", $"{forgot:N0} %", forgot < Bar);
        }
    }

    private static Task<(Throughput Bare, Throughput Ours, double[] Shares)> Both(AppendRound round, IEventStore store, BareAppend bare)
    {
        var postings = Enumerable.Range(0, round.Events).Select(object (_) => new LedgerPosted(4711, "invoice")).ToArray();
        return round.Run(
            stream => bare.Append(LedgerStreams.Tenant, stream, round.Events), stream => Append(store, stream, postings));
    }

    private static async Task Append(IEventStore store, Guid stream, object[] postings)
    {
        var session = store.Open(LedgerStreams.Tenant, LedgerStreams.By);
        session.Append(stream, postings);
        await session.Save(default);
    }
}
