using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Subscriptions;
using SalesEngagement.Host.Configuration;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Rebuild;

/// <summary>The product's own read models, rebuilt again and again while events come in and readers look.</summary>
internal sealed class RebuildProof : IProof
{
    private const int EventsPerSecond = 300;
    private const int Readers = 2;
    private const int Workers = 6;
    private const string TruncateFirst = """
        truncate read.call_log;
        update engagement.checkpoints set position = 0 where shard = (select m.shard from engagement.read_models m where m.table_name = 'call_log');
        update engagement.read_models set generation = generation + 1 where table_name = 'call_log'
        """;

    private readonly SalesBook _book = new();
    private readonly CountedEffects _effects = new();

    public string Name => "rebuild";

    public string Promise => "No reader sees an empty or partial view while everything is rebuilt under load; nothing differs, no effect repeats";

    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var (cases, rounds) = run.IsLong ? (30_000, 20) : (1_500, 4);
        var database = await run.StartDatabase(settings: null, ct);
        await using var node = await Start(database, ct);
        var work = new SalesWork(node.Store, _book);
        run.Say($"working on {cases:N0} cases of nine events");
        await work.Fast(cases, workers: 8, ct);
        await CaughtUp(node, ct);

        var watchers = await Watched(run, node, () => Rebuilds(run, node, rounds, ct), work, ct);
        run.Report.Measure("cases · reads while rebuilding", $"{_book.Count:N0} · {watchers.Sum(w => w.Looks):N0}");
        run.Report.Exactly("reads of an empty or partial view", watchers.Sum(w => w.Partial), 0);
        await CaughtUp(node, ct);
        run.Report.Exactly("differences against an independent fold", await Differences(node, ct), 0);
        run.Report.Exactly("effects that happened again", _effects.Repeated, 0);
        run.Report.Exactly("effects that did not happen", _book.Count - _effects.Events, 0);

        run.Say("control: truncate first, then fill");
        var fooled = await Watched(run, node, () => Truncate(database, node, ct), work, ct);
        run.Report.Control("truncate first", $"{fooled.Sum(w => w.Partial):N0} partial reads", fooled.Sum(w => w.Partial) > 0);
    }

    private Task<ProofNode> Start(ProofDatabase database, CancellationToken ct) => ProofNode.Start(
        database, ct, Product(database), daemon => { }, services => services.AddSingleton<ISubscription>(_effects));

    private static Action<StoreOptions> Product(ProofDatabase database) => options =>
    {
        var house = StoreSetup.Options(new(database.Main, database.Daemon, database.Keys), options.MasterKeys);
        (options.EventTypes, options.ReadModels, options.Aggregates) = (house.EventTypes, house.ReadModels, house.Aggregates);
        (options.IsPersonalData, options.IsDataSubject) = (house.IsPersonalData, house.IsDataSubject);
    };

    private async Task<Watcher[]> Watched(ProofRun run, ProofNode node, Func<Task> meanwhile, SalesWork work, CancellationToken ct)
    {
        SalesCase[] known = [.. _book.Cases];
        using var end = new CancellationTokenSource();
        Watcher[] watchers = [.. Enumerable.Range(0, Readers).Select(i => new Watcher(node.Store, _book, known, run.Seed + i))];
        var watching = Task.WhenAll(watchers.Select(watcher => watcher.Watch(end.Token, ct)));
        var (before, started) = (_book.Count, Stopwatch.GetTimestamp());
        var working = Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => work.Steady(EventsPerSecond / Workers, end.Token, ct)));
        await meanwhile();
        run.Report.Measure(
            "events appended meanwhile",
            $"{SalesWork.EventsOfCase * (_book.Count - before) / Stopwatch.GetElapsedTime(started).TotalSeconds:N0}/s");
        await end.CancelAsync();
        await Task.WhenAll(watching, working);
        return watchers;
    }

    private static async Task Rebuilds(ProofRun run, ProofNode node, int rounds, CancellationToken ct)
    {
        var names = node.Admin.List().Select(model => model.Name).ToArray();
        for (var i = 1; i <= rounds; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(names.Select(name => node.Admin.Rebuild(name, tenantId: null, progress: null, ct)));
            run.Say($"round {i} of {rounds}: {names.Length} read models in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
        }
    }

    private static async Task Truncate(ProofDatabase database, ProofNode node, CancellationToken ct)
    {
        await using var daemon = NpgsqlDataSource.Create(database.Daemon);
        await using var truncate = daemon.CreateCommand(TruncateFirst);
        await truncate.ExecuteNonQueryAsync(ct);
        await CaughtUp(node, ct, atMost: 5 * EventsPerSecond);
    }

    private static async Task CaughtUp(ProofNode node, CancellationToken ct, long atMost = 0)
    {
        while (!(await node.Admin.Status(ct)).All(shard => shard.State == ShardState.Running && shard.LagEvents <= atMost))
            await Task.Delay(50, ct);
    }

    private async Task<int> Differences(ProofNode node, CancellationToken ct)
    {
        var query = node.Store.Query(SalesWork.Tenant);
        return _book.Differences(
            await query.Query<ContactRow>("select c.id, c.last_name, c.version from read.contact_card c", ct),
            await query.Query<CallRow>("select c.id, c.status, c.talk_seconds, c.disposition from read.call_log c", ct),
            await query.Query<RepDayRow>("select d.user_id, d.day, d.requested, d.ended, d.connected, d.talk_seconds from read.calls_per_rep_and_day d", ct),
            await query.Query<LineRow>("select t.contact_id, count(*)::int as lines from read.contact_timeline t group by 1", ct));
    }
}
