using Npgsql;
using SalesEngagement.Faults.Children;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Order;

/// <summary>No event is skipped or applied twice, whatever the order in which appends commit.</summary>
internal sealed class OrderProof : IProof
{
    private const int Writers = 16;
    private const string Shard = "LedgerBalance:All";

    public string Name => "order";

    public string Promise => "no event is skipped or applied twice, with rolled-back, slow and frozen writers";

    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var database = await run.StartDatabase(settings: null, ct);
        await using var node = await ProofNode.Start(database, ct, store => store.ReadModels = [typeof(LedgerBalance)], _ => { });
        await using var app = NpgsqlDataSource.Create(database.Main);
        await using var superuser = NpgsqlDataSource.Create(database.Superuser);
        await using var stranger = await Idle(database, ct);
        await using var child = await Child.Start(SlowWriter.Role, database, ct);
        var probe = new LagProbe(node.Store, superuser, Shard);
        var freezer = new Freezer(child, probe, superuser);
        CarelessReader naive = new(superuser, TimeSpan.Zero), patient = new(superuser, TimeSpan.FromMilliseconds(20));
        Writer[] writers = [.. Enumerable.Range(0, Writers).Select(i => new Writer(app, i % 4 == 0 ? node.Store : null, run.Seed + i))];

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var stopReaders = new CancellationTokenSource();
        var (first, between) = run.IsLong ? (30, 60) : (5, 600);
        Task[] load =
        [
            .. writers.Select(writer => writer.Run(stop.Token)), probe.Run(stop.Token),
            freezer.Run(TimeSpan.FromSeconds(first), TimeSpan.FromSeconds(between), stop.Token),
        ];
        Task[] readers = [naive.Run(stopReaders.Token), patient.Run(stopReaders.Token)];
        await Until(run, run.IsLong ? 5_000_000 : 100_000, writers, freezer, ct);
        await stop.CancelAsync();
        await Task.WhenAll(load);
        child.Kill();
        await CaughtUp(node, ct);
        await stopReaders.CancelAsync();
        await Task.WhenAll(readers);
        await Tell(run, database, freezer, probe, naive, patient, ct);
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

    private static async Task Tell(
        ProofRun run, ProofDatabase database, Freezer freezer, LagProbe probe, CarelessReader naive, CarelessReader patient,
        CancellationToken ct)
    {
        await using var superuser = NpgsqlDataSource.Create(database.Superuser);
        await using var count = superuser.CreateCommand("select count(*) from mt_events");
        await using var skips = superuser.CreateCommand("select coalesce(sum(ending_sequence - starting_sequence + 1), 0)::bigint from mt_high_water_skips");
        var total = (long)(await count.ExecuteScalarAsync(ct))!;
        var check = await LedgerCheck.Of(database, ct);
        run.Report.Measure("events committed by 16 writers", $"{total:N0}");
        run.Report.Measure("numbers rolled back after they were drawn", $"{(long)(await skips.ExecuteScalarAsync(ct))!:N0}");
        run.Report.AtLeast("a writer frozen while it held a number, times", freezer.Times, 1);
        run.Report.Exactly("events skipped", check.Missing, 0);
        run.Report.Exactly("events applied twice", check.Twice, 0);
        run.Report.Exactly("streams whose fold differs from plain SQL's", check.Balances, 0);
        run.Report.Measure("lag p50 outside frozen spans", $"{probe.Outside.Percentile(0.5):N1} ms");
        run.Report.AtMost("lag p99 outside frozen spans", probe.Outside.Percentile(0.99), 100, "ms");
        run.Report.AtMost("longest lag inside frozen spans", probe.Inside.Percentile(1) / 1000, 6, "s");
        run.Report.Control("a reader that goes on from the last number seen", $"{total - naive.Seen:N0} events skipped", total > naive.Seen);
        run.Report.Control("a reader that waits 20 ms at a gap", $"{total - patient.Seen:N0} events skipped", total > patient.Seen);
    }
}
