using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.Faults.Children;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Order;

/// <summary>
/// No event is skipped or applied twice, whatever the order in which appends commit. First the writers write as fast as
/// they can; then they leave the machine room to breathe, and the lag has its bar.
/// </summary>
internal sealed class OrderProof : IProof
{
    private const int Writers = 16;
    private const double PacedPerSecond = 800;
    private const double WorstBar = 100;
    private const double TimesBareWorst = 5;
    private const string Shard = "LedgerBalance:All";

    public string Name => "order";

    public string Promise => "no event is skipped or applied twice, with rolled-back, slow and frozen writers";

    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var database = await run.StartDatabase(settings: null, ct);
        await using var node = await ProofNode.Start(database, ct, store => store.ReadModels = [typeof(LedgerBalance)], _ => { });
        await using var app = NpgsqlDataSource.Create(database.Main);
        await using var superuser = NpgsqlDataSource.Create($"{database.Superuser};Options=-c enable_seqscan=off");
        await using var stranger = await Idle(database, ct);
        await using var child = await Child.Start(SlowWriter.Role, database, ct);
        await using var machine = await BareChain.Start(database, ct);
        var probe = new LagProbe(node.Store, node.Get<HighWater>(), superuser, machine, Shard);
        var freezer = new Freezer(child, probe, superuser);
        CarelessReader naive = new(superuser, TimeSpan.Zero), patient = new(superuser, TimeSpan.FromMilliseconds(20));
        Writer[] writers = [.. Enumerable.Range(0, Writers).Select(i => new Writer(app, i % 4 == 0 ? node.Store : null, run.Seed + i))];

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var stopReaders = new CancellationTokenSource();
        var (first, between) = run.IsLong ? (30, 60) : (5, 20);
        Task[] load =
        [
            .. writers.Select(writer => writer.Run(stop.Token)), probe.Run(stop.Token),
            freezer.Run(TimeSpan.FromSeconds(first), TimeSpan.FromSeconds(between), stop.Token),
        ];
        Task[] readers = [naive.Run(stopReaders.Token), patient.Run(stopReaders.Token)];
        var (flatOut, paced) = run.IsLong ? (4_900_000, 100_000) : (40_000, 20_000);
        await Until(run, flatOut, writers, freezer, ct);
        foreach (var writer in writers)
            writer.Pace(PacedPerSecond / Writers);
        probe.Paced();
        await Until(run, flatOut + paced, writers, freezer, ct);
        await stop.CancelAsync();
        await Task.WhenAll(load);
        child.Kill();
        await CaughtUp(node, ct);
        await stopReaders.CancelAsync();
        await Task.WhenAll(readers);
        await Tell(run, database, freezer, ct);
        TellLag(run, probe, machine);
        await TellControls(run, superuser, naive, patient, ct);
    }

    private static async Task Until(ProofRun run, long wanted, Writer[] writers, Freezer freezer, CancellationToken ct)
    {
        for (var seconds = 1; writers.Sum(writer => writer.Committed) < wanted || freezer.Times == 0; seconds++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), ct);
            if (seconds % 10 == 0)
                run.Say($"{writers.Sum(writer => writer.Committed):N0} events, frozen {freezer.Times} times");
        }
    }

    private static async Task CaughtUp(ProofNode node, CancellationToken ct)
    {
        while ((await node.Admin.Status(ct)).Any(shard => shard.LagEvents > 0))
            await Task.Delay(TimeSpan.FromMilliseconds(50), ct);
    }

    // An old transaction in another database of the same server, which must hold nobody up. No role of ours may idle so long.
    private static async Task<NpgsqlConnection> Idle(ProofDatabase database, CancellationToken ct)
    {
        var keys = new NpgsqlConnectionStringBuilder(database.Keys).Database;
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Superuser) { Database = keys, Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        await connection.BeginTransactionAsync(ct);
        await using var busy = new NpgsqlCommand("select pg_current_xact_id()", connection);
        await busy.ExecuteScalarAsync(ct);
        return connection;
    }

    private static async Task Tell(ProofRun run, ProofDatabase database, Freezer freezer, CancellationToken ct)
    {
        await using var superuser = NpgsqlDataSource.Create(database.Superuser);
        await using var skips = superuser.CreateCommand("select coalesce(sum(ending_sequence - starting_sequence + 1), 0)::bigint from mt_high_water_skips");
        var check = await LedgerCheck.Of(database, ct);
        run.Report.Measure("events committed by 16 writers", $"{await Count(superuser, ct):N0}");
        run.Report.Measure("numbers rolled back after they were drawn", $"{(long)(await skips.ExecuteScalarAsync(ct))!:N0}");
        run.Report.AtLeast("a writer frozen while it held a number, times", freezer.Times, 1);
        run.Report.Exactly("events skipped", check.Missing, 0);
        run.Report.Exactly("events applied twice", check.Twice, 0);
        run.Report.Exactly("streams whose fold differs from plain SQL's", check.Balances, 0);
    }

    private static void TellLag(ProofRun run, LagProbe probe, BareChain machine)
    {
        var alone = machine.Milliseconds.Percentile(0.99);
        run.Report.Measure("both cores busy: lag p50, p99", $"{probe.FlatOut.Percentile(0.5):N1}, {probe.FlatOut.Percentile(0.99):N1} ms");
        run.Report.Measure("until the mark: lag p50, p99", $"{probe.ToMark.Percentile(0.5):N1}, {probe.ToMark.Percentile(0.99):N1} ms");
        run.Report.Measure("the machine by itself, p50, p99", $"{machine.Milliseconds.Percentile(0.5):N1}, {alone:N1} ms");
        run.Report.Measure($"at {PacedPerSecond:N0} events/s: lag p50", $"{probe.Outside.Percentile(0.5):N1} ms");
        run.Report.AtMost(
            $"at {PacedPerSecond:N0} events/s: lag p99", probe.Outside.Percentile(0.99),
            Math.Max(WorstBar, Writer.LongestHold.TotalMilliseconds + TimesBareWorst * alone), "ms");
        run.Report.AtMost("longest lag inside frozen spans", probe.Inside.Percentile(1) / 1000, 6, "s");
    }

    private static async Task TellControls(
        ProofRun run, NpgsqlDataSource superuser, CarelessReader naive, CarelessReader patient, CancellationToken ct)
    {
        var total = await Count(superuser, ct);
        run.Report.Control("a reader that goes on from the last number seen", $"{total - naive.Seen:N0} events skipped", total > naive.Seen);
        run.Report.Control("a reader that waits 20 ms at a gap", $"{total - patient.Seen:N0} events skipped", total > patient.Seen);
    }

    private static async Task<long> Count(NpgsqlDataSource superuser, CancellationToken ct)
    {
        await using var count = superuser.CreateCommand("select count(*) from mt_events");
        return (long)(await count.ExecuteScalarAsync(ct))!;
    }
}
