using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.EventStore.Subscriptions;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Zombies;

/// <summary>An owner that is frozen and wakes up, or is killed, applies nothing twice; another takes its shards over soon.</summary>
internal sealed class ZombiesProof : IProof
{
    private static readonly string CheckSql = EmbeddedSql.Beside<ZombiesProof>("EchoCheck.sql");

    public string Name => "zombies";

    public string Promise => "frozen and killed owners lose their shards in time and apply nothing twice";

    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var database = await run.StartDatabase(settings: null, ct);
        await using var superuser = NpgsqlDataSource.Create(database.Superuser);
        await using (var table = superuser.CreateCommand(Echo.Table))
            await table.ExecuteNonQueryAsync(ct);
        await using var echo = new Echo(database);
        await using var watcher = await ProofNode.Start(
            database, ct, store => store.ReadModels = [typeof(LedgerBalance)],
            daemon => (daemon.RunShards, daemon.RunLiveTail) = (false, false),
            services => services.AddSingleton<ISubscription>(echo));
        await watcher.Admin.EnsureTables(ct);
        await using var owners = new Owners(database, watcher);
        await owners.Add(ct);
        await owners.Settled(ct);
        await owners.Add(ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task[] load = [.. Enumerable.Range(0, 4).Select(_ => SteadyLoad.Run(watcher, stop.Token))];
        await owners.Shared(TimeSpan.FromSeconds(20), ct);
        run.Report.Exactly("nodes that own a shard, of two", await owners.Sharing(ct), 2);
        await Lose(run, owners, ct);
        await stop.CancelAsync();
        await Task.WhenAll(load);
        run.Say("waiting for the shards");
        while ((await owners.Status(ct)).Any(shard => shard.LagEvents > 0))
            await Task.Delay(TimeSpan.FromMilliseconds(50), ct);
        await Tell(run, database, superuser, ct);
        run.Say("the same without compare-and-set");
        await LawlessControl.Run(run, await database.Fresh(ct), ct);
    }

    private static async Task Lose(ProofRun run, Owners owners, CancellationToken ct)
    {
        var (rounds, frozen) = run.IsLong ? (10, TimeSpan.FromSeconds(60)) : (1, TimeSpan.FromSeconds(16));
        List<double> afterFreeze = [], afterKill = [];
        for (var round = 1; round <= rounds; round++)
        {
            run.Say($"freezing an owner for {frozen.TotalSeconds:N0} s");
            var zombie = await owners.OwnerOf(round % 2 == 0 ? "Echo:All" : "LedgerBalance:All", ct);
            var before = await owners.Status(ct);
            var since = Stopwatch.StartNew();
            await zombie.Freeze(ct);
            afterFreeze.Add(await owners.TakenOver(zombie, before, since, ct));
            if (frozen > since.Elapsed)
                await Task.Delay(frozen - since.Elapsed, ct);
            await zombie.Thaw(ct);
            await owners.Settled(ct);

            run.Say("killing an owner");
            var victim = await owners.OwnerOf(round % 2 == 0 ? "LedgerBalance:All" : "Echo:All", ct);
            before = await owners.Status(ct);
            since.Restart();
            victim.Kill();
            afterKill.Add(await owners.TakenOver(victim, before, since, ct));
            await owners.Replace(victim, ct);
            await owners.Settled(ct);
        }

        run.Report.Measure("owners frozen and woken, and killed", $"{rounds} each");
        run.Report.AtMost("longest take-over after a freeze", afterFreeze.Max(), 15, "s");
        run.Report.AtMost("longest take-over after a kill", afterKill.Max(), 5, "s");
    }

    private static async Task Tell(ProofRun run, ProofDatabase database, NpgsqlDataSource superuser, CancellationToken ct)
    {
        var check = await LedgerCheck.Of(database, ct);
        run.Report.Exactly("events skipped", check.Missing, 0);
        run.Report.Exactly("events applied twice", check.Twice, 0);
        await using var command = superuser.CreateCommand(CheckSql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        run.Report.Exactly("effects that never happened", reader.GetInt64(0), 0);
        run.Report.Exactly("effects out of their stream's order", reader.GetInt64(2), 0);
        run.Report.Measure("effects that came again, with the same idempotency key", $"{reader.GetInt64(1):N0}");
    }
}
