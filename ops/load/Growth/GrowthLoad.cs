using System.Diagnostics;
using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Growth;
using SalesEngagement.EventStore.History;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.Growth;

/// <summary><c>growth</c>: what a large store costs, plain and split by tenant: the figures that docs/growth.md extrapolates.</summary>
internal sealed class GrowthLoad : IProof
{
    private const int Parts = 16;
    private const double StreamBar = 10;

    /// <inheritdoc/>
    public string Name => "growth";

    /// <inheritdoc/>
    public string Promise => "a large store appends, reads a stream and seals as a small one does";

    /// <inheritdoc/>
    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var events = run.IsLong ? 10_000_000 : 200_000;
        var plain = await run.StartDatabase(settings: null, ct);
        await Measure("plain", plain, events, run, ct);
        var split = await plain.Fresh(ct);
        await EventPartitioning.Apply(split.Owner, Parts, ct);
        await Measure($"{Parts} parts", split, events, run, ct);
    }

    private static async Task Measure(string how, ProofDatabase database, int events, ProofRun run, CancellationToken ct)
    {
        await using var superuser = NpgsqlDataSource.Create(database.Superuser + ";Command Timeout=0");
        run.Say($"{how}: {events:N0} events");
        await Fill(superuser, events, ct);
        var unsealed = await Unsealed(database, run, ct);
        var folder = Directory.CreateTempSubdirectory("growth-");
        try
        {
            await using var node = await ProofNode.Start(
                database, ct, daemon: _ => { },
                more: services => services.AddHistorySealing(_ => new SealOptions
                {
                    Keys = SealKeys.FromText(SealKeys.NewKey(), "the proof"),
                    Anchor = new FileAnchor(Path.Combine(folder.FullName, "anchor")),
                }));
            await Seal(how, node, events, run, ct);
            await Verify(how, node, run, ct);
            await Sizes(how, superuser, events, run, ct);
            await Reads(how, node, superuser, events, run, ct);
            var appends = await Appends(node, run, ct);
            run.Report.Measure(
                $"{how}: appends/s by 8 writers alone, beside daemon and sealer", $"{unsealed.PerSecond:N0}, {appends.PerSecond:N0}");
            run.Report.Measure(
                $"{how}: p99 of these", $"{unsealed.Milliseconds.Percentile(0.99):N1}, {appends.Milliseconds.Percentile(0.99):N1} ms");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Throughput> Unsealed(ProofDatabase database, ProofRun run, CancellationToken ct)
    {
        await using var node = await ProofNode.Start(database, ct);
        return await Appends(node, run, ct);
    }

    private static async Task Fill(NpgsqlDataSource superuser, int events, CancellationToken ct)
    {
        const int Chunk = 50_000;
        var streams = events / 10;
        await Execute(superuser, EmbeddedSql.Beside<GrowthLoad>("FillStreams.sql"), ct, streams);
        for (var from = 0; from < streams; from += Chunk)
            await Execute(superuser, EmbeddedSql.Beside<GrowthLoad>("FillEvents.sql"), ct, from, Math.Min(streams, from + Chunk));
        await Execute(superuser, "vacuum analyze public.mt_events", ct);
        await Execute(superuser, "vacuum analyze public.mt_streams", ct);
    }

    private static async Task Seal(string how, ProofNode node, int events, ProofRun run, CancellationToken ct)
    {
        run.Say($"{how}: sealing");
        var began = Stopwatch.GetTimestamp();
        while ((await node.Admin.Status(ct)).Single(shard => shard.Kind == ShardKind.Seal).LagEvents > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), ct);
        run.Report.AtLeast($"{how}: sealed/s", events / Stopwatch.GetElapsedTime(began).TotalSeconds, 5_000, "events");
    }

    private static async Task Verify(string how, ProofNode node, ProofRun run, CancellationToken ct)
    {
        run.Say($"{how}: verifying the largest tenant and a small one");
        foreach (var tenant in new[] { "tenant-0", "tenant-7" })
        {
            var began = Stopwatch.GetTimestamp();
            var found = (await node.Get<HistoryVerifier>().Verify(tenant, anchor: null, ct)).Tenants.Single();
            var took = Stopwatch.GetElapsedTime(began);
            run.Report.Exactly($"{how}: faults of {tenant}, {found.Events:N0} events in {took.TotalSeconds:N1} s", found.Fault is null ? 0 : 1, 0);
        }
    }

    private static async Task Sizes(string how, NpgsqlDataSource superuser, int events, ProofRun run, CancellationToken ct)
    {
        await using var sizes = superuser.CreateCommand(EmbeddedSql.Beside<GrowthLoad>("Sizes.sql"));
        await using var reader = await sizes.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var bytes = Enumerable.Range(0, 4).Select(i => (double)reader.GetInt64(i) / events).ToArray();
        run.Report.Measure(
            $"{how}: bytes an event (heap, indexes, streams, seals)", $"{bytes[0]:N0}, {bytes[1]:N0}, {bytes[2]:N0}, {bytes[3]:N0}");
    }

    private static async Task Reads(string how, ProofNode node, NpgsqlDataSource superuser, int events, ProofRun run, CancellationToken ct)
    {
        run.Say($"{how}: reading streams");
        var dice = new Random(run.Seed);
        var reads = await Throughput.Of(1, TimeSpan.FromSeconds(3), async _ =>
        {
            var stream = dice.Next(events / 10);
            var found = await node.Store.Open(Tenant(stream), LedgerStreams.By).Read(Id(stream), ct);
            ArgumentOutOfRangeException.ThrowIfLessThan(found.Count, 10);
        });
        run.Report.AtMost($"{how}: a stream of 10 read, p95", reads.Milliseconds.Percentile(0.95), StreamBar, "ms");
        await using var connection = await superuser.OpenConnectionAsync(ct);
        await using var blind = new NpgsqlCommand(
            "set local enable_indexscan = off; set local enable_bitmapscan = off; set local enable_indexonlyscan = off; "
            + "select count(*) from public.mt_events where stream_id = '00000000-0000-7000-8000-000000000001'",
            connection);
        var began = Stopwatch.GetTimestamp();
        await blind.ExecuteScalarAsync(ct);
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        run.Report.Control($"{how}: a stream read without its index", $"{took:N0} ms", took > StreamBar);
    }

    private static Task<Throughput> Appends(ProofNode node, ProofRun run, CancellationToken ct)
    {
        run.Say("appending");
        return Throughput.Of(8, TimeSpan.FromSeconds(run.IsLong ? 20 : 4), worker =>
        {
            var stream = (worker * 100) + Random.Shared.Next(100);
            var session = node.Store.Open(Tenant(stream), LedgerStreams.By);
            session.Append(Id(stream), [new LedgerPosted(1, "sale")]);
            return session.Save(ct);
        });
    }

    private static string Tenant(int stream) => stream % 5 < 2 ? "tenant-0" : $"tenant-{1 + (stream % 499)}";

    private static Guid Id(int stream) => Guid.Parse($"00000000-0000-7000-8000-{stream:x12}");

    private static async Task Execute(NpgsqlDataSource superuser, string sql, CancellationToken ct, params int[] arguments)
    {
        await using var command = superuser.CreateCommand(sql);
        foreach (var argument in arguments)
            command.Parameters.Add(new() { Value = argument });
        await command.ExecuteNonQueryAsync(ct);
    }
}
