using System.Diagnostics;
using System.Globalization;
using Npgsql;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.Project;

/// <summary>What a rebuild costs: events a second into a typed table, against reading the same events and nothing else.</summary>
internal sealed class ProjectProof : IProof
{
    private const double Bar = 0.35;
    private const int WarmUps = 4;
    private const int SlowEvents = 5_000;
    private const int Remarks = 4;
    private static readonly string SeedSql = EmbeddedSql.Beside<ProjectProof>("SeedLedgers.sql");
    private static readonly string BareSql = EmbeddedSql.Beside<ProjectProof>("BareRead.sql");

    public string Name => "project";

    public string Promise => "A rebuild reaches 35 % of a bare read of the same events";

    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var (events, streams, rounds) = run.IsLong ? (1_000_000, 100_000, 5) : (200_000, 20_000, 11);
        var database = await run.StartDatabase(settings: null, ct);
        run.Say($"writing {events:N0} events of {streams:N0} streams");
        await Seed(database, events, streams, ct);
        await using var node = await ProofNode.Start(
            database, ct, options => options.ReadModels = [typeof(LedgerBalance)], daemon => daemon.RunShards = daemon.RunLiveTail = false);
        var (bare, rebuilt) = (new List<double>(), new List<double>());
        // Until the compiler has done its best with the fold, it is the compiler that is measured.
        for (var i = -WarmUps; i < rounds; i++)
        {
            var read = events / await Seconds(() => BareRead(database, ct));
            var made = events / await Seconds(() => node.Admin.Rebuild("LedgerBalance", tenantId: null, progress: null, ct));
            run.Say($"bare read {read:N0}/s, rebuild {made:N0}/s{(i < 0 ? ", warming up" : "")}");
            if (i < 0)
                continue;
            bare.Add(read);
            rebuilt.Add(made);
        }

        run.Report.Measure("bare read, median", Rate(bare.Median()));
        run.Report.Measure("rebuild, median", Rate(rebuilt.Median()));
        run.Report.AtLeast("rebuild against bare read", rebuilt.Zip(bare, (made, read) => 100 * made / read).ToArray().Median(), 100 * Bar, "%");
        var slow = SlowEvents / await Seconds(() => OneByOne.Run(database, SlowEvents, ct));
        run.Report.Control("a statement for each event", Rate(slow), slow < Bar * bare.Median());
        await Personal(run, await database.Fresh(ct), ct);
    }

    // Decryption is what costs here: one AES-GCM for each event, and its JSON twice.
    private static async Task Personal(ProofRun run, ProofDatabase database, CancellationToken ct)
    {
        var streams = run.IsLong ? 20_000 : 4_000;
        run.Say($"writing {streams * (Remarks + 1):N0} events with encrypted values");
        await using var node = await ProofNode.Start(
            database, ct, options => options.ReadModels = [typeof(LedgerRemarks)], daemon => daemon.RunShards = daemon.RunLiveTail = false);
        await PersonalLedgers.Write(node.Store, streams, Remarks, ct);
        await node.Admin.Rebuild("LedgerRemarks", tenantId: null, progress: null, ct);
        var seconds = await Seconds(() => node.Admin.Rebuild("LedgerRemarks", tenantId: null, progress: null, ct));
        run.Report.Measure("rebuild of encrypted values", Rate(streams * (Remarks + 1) / seconds));
    }

    private static async Task Seed(ProofDatabase database, int events, int streams, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(database.Superuser);
        await using var seed = source.CreateCommand(SeedSql);
        seed.CommandTimeout = 0;
        seed.Parameters.Add(new() { Value = events });
        seed.Parameters.Add(new() { Value = streams });
        await seed.ExecuteNonQueryAsync(ct);
        await using var settle = source.CreateCommand("vacuum (analyze) public.mt_events");
        settle.CommandTimeout = 0;
        await settle.ExecuteNonQueryAsync(ct);
    }

    private static async Task BareRead(ProofDatabase database, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(database.Daemon);
        await connection.OpenAsync(ct);
        await using var copy = await connection.BeginRawBinaryCopyAsync(BareSql, ct);
        var thrownAway = new byte[1 << 16];
        while (await copy.ReadAsync(thrownAway, ct) > 0)
        {
        }
    }

    private static async Task<double> Seconds(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static string Rate(double perSecond) => $"{perSecond.ToString("N0", CultureInfo.InvariantCulture)} events/s";
}
