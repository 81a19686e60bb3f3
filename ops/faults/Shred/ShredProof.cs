using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Rebuild;
using SalesEngagement.Host.Configuration;
using SalesEngagement.Proof;
using SalesEngagement.TwilioDouble;

namespace SalesEngagement.Faults.Shred;

/// <summary>
/// The product's own facts and doors: random values are written about people, half of these are erased, and everything
/// that is left anywhere is searched for theirs.
/// </summary>
internal sealed class ShredProof : IProof
{
    private const string CarrierToken = "token-of-the-installation";
    private const double LongestSeconds = 60;
    private static readonly string MasterKey = Convert.ToBase64String(new byte[32]);

    /// <inheritdoc/>
    public string Name => "shred";

    /// <inheritdoc/>
    public string Promise => "An erased person's values are found nowhere any more, within a minute; everybody else's stay.";

    /// <inheritdoc/>
    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var database = await run.StartDatabase(settings: null, ct);
        await using var carrier = await TwilioDoubleServer.Start(new() { AuthToken = CarrierToken, TimeScale = 0.02 }, ct);
        run.Say("starting the Host");
        await using var host = await HostProcess.Start(database, (carrier.BaseUrl, CarrierToken), MasterKey, ct);
        await using var services = Store(database);
        var canaries = new Canaries(run.Seed);
        using var http = new HttpClient { BaseAddress = host.Address };
        var doors = new Doors(new(http, canaries), services, canaries);

        run.Say("writing about people through every door");
        await doors.Open(contacts: run.IsLong ? 200 : 8, ct);
        run.Report.Measure("values written", $"{canaries.Count} about {canaries.Persons.Count} people");
        run.Report.Measure("types of fact with personal values", $"{doors.Types}, all of them");
        await CaughtUp(services, ct);

        var remains = new Remains(database, host);
        await Before(run.Report, doors, remains, ct);
        run.Say($"erasing {doors.Erased.Count} people");
        run.Report.AtMost("longest from request to purged", await Erase(doors, services, ct), LongestSeconds, "s");
        await After(run, doors, remains, database, ct);
    }

    private static async Task Before(Report report, Doors doors, Remains remains, CancellationToken ct)
    {
        var dump = doors.SearchErased();
        await remains.SearchDumps(dump, ct);
        report.AtLeast("their values in a dump before (the search works)", dump.Found.Count, 1);

        var read = doors.SearchErased();
        read.In(await doors.ReadErased(ct));
        report.AtLeast("their values in what the store reads before", read.Found.Count, dump.Found.Count);

        // Everything that an erasure does but to destroy the key.
        await doors.PurgeKeptOnly(ct);
        var (keptRead, keptDump) = (doors.SearchKept(), doors.SearchKept());
        keptRead.In(await doors.ReadKept(ct));
        await remains.SearchDumps(keptDump, ct);
        report.Control(
            "a purge without destroying the key", $"{keptRead.Found.Count} read, {keptDump.Found.Count} in a dump",
            keptRead.Found.Count > 0 && keptDump.Found.Count > 0);
    }

    private static async Task<double> Erase(Doors doors, ServiceProvider services, CancellationToken ct)
    {
        var privacy = services.GetRequiredService<IPrivacy>();
        foreach (var person in doors.Erased)
            await privacy.Erase(doors.TenantId, person, ct);
        var longest = 0.0;
        foreach (var person in doors.Erased)
        {
            Erasure? erasure;
            while ((erasure = await privacy.ErasureOf(doors.TenantId, person, ct)) is not { PurgedAt: not null })
                await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
            longest = Math.Max(longest, (erasure.PurgedAt.Value - erasure.RequestedAt).TotalSeconds);
        }

        return longest;
    }

    private static async Task After(ProofRun run, Doors doors, Remains remains, ProofDatabase database, CancellationToken ct)
    {
        run.Say("searching what is left");
        var (read, dump, files, log, wal) =
            (doors.SearchErased(), doors.SearchErased(), doors.SearchErased(), doors.SearchErased(), doors.SearchErased());
        read.In(await doors.ReadErased(ct));
        await remains.SearchDumps(dump, ct);
        var bytes = await remains.SearchFiles(files, ct);
        remains.SearchHostLog(log);
        await remains.SearchWriteAheadLog(wal, ct);
        run.Report.Exactly("their values in what the store reads", read.Found.Count, 0);
        run.Report.Exactly("in dumps of all databases", dump.Found.Count, 0);
        run.Report.Exactly($"in {bytes / 1_000_000} MB of the cluster's files and logs, after a full vacuum", files.Found.Count, 0);
        run.Report.Exactly("in what the Host said", log.Found.Count, 0);
        run.Report.Measure("in the write-ahead log, until it is used again", $"{wal.Found.Count}");
        run.Report.Exactly("sign-ins left of the erased user", await SignIns(database, doors.Erased, ct), 0);

        var (keptRead, kept) = (doors.SearchKept(), doors.SearchKept());
        keptRead.In(await doors.ReadKept(ct));
        await remains.SearchDumps(kept, ct);
        run.Report.AtLeast("values of the others that the store still reads", keptRead.Found.Count, 1);
        run.Report.AtLeast("and that lists still show", kept.Found.Count, 1);
        run.Report.Exactly("contacts of the others that the API no longer shows", await doors.KeptNotShown(ct), 0);
    }

    private static async Task<long> SignIns(ProofDatabase database, IEnumerable<string> users, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(database.Superuser + ";Pooling=false");
        await using var command = source.CreateCommand("select count(*) from engagement.credentials where user_id::text = any ($1)");
        command.Parameters.Add(new() { Value = users.ToArray() });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task CaughtUp(ServiceProvider services, CancellationToken ct)
    {
        var admin = services.GetRequiredService<ProjectionAdmin>();
        while ((await admin.Status(ct)).Any(shard => shard.LagEvents > 0))
            await Task.Delay(TimeSpan.FromMilliseconds(50), ct);
    }

    private static ServiceProvider Store(ProofDatabase database) => new ServiceCollection()
        .AddLogging()
        .AddEventStore(StoreSetup.Options(
            new(database.Main, database.Daemon, database.Keys), LocalMasterKeys.FromText(MasterKey, "the proof")))
        .AddProjectionDaemon(options => (options.RunShards, options.RunLiveTail) = (false, false))
        .BuildServiceProvider();
}
