using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.EventStore.Scheduling;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.Scheduled;

/// <summary>Posts to a ledger when it is due.</summary>
[ScheduledMessage("post_later")]
public sealed record PostLater(Guid LedgerId, long Amount);

/// <summary><c>scheduled</c>: a million pending messages slow nothing down, and those that are due fire within a second.</summary>
internal sealed class ScheduledLoad : IProof
{
    private const int Rate = 100;
    private const int Tenants = 20;
    private readonly ConcurrentBag<double> _late = [];

    /// <inheritdoc/>
    public string Name => "scheduled";

    /// <inheritdoc/>
    public string Promise => "a million pending messages slow nothing, and each due one fires within a second";

    /// <inheritdoc/>
    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var pending = run.IsLong ? 1_000_000 : 200_000;
        var database = await run.StartDatabase(settings: null, ct);
        await using var node = await ProofNode.Start(
            database, ct, daemon: _ => { },
            more: services => services.AddSingleton(_late).AddScheduling().AddScheduledMessage<PostLater, PostLaterHandler>());
        var ids = await LedgerStreams.Start(node.Store, 1000, 1, ct);

        run.Say("appending with nothing pending");
        var empty = await Append(node.Store, ids, run, ct);
        run.Say($"{pending:N0} messages for tomorrow");
        await Fill(database, pending, ct);
        var full = await Append(node.Store, ids, run, ct);
        run.Say($"{Rate} messages a second become due");
        var due = await Fire(node.Store, run.IsLong ? 60 : 8, ct);
        await Drained(node, pending, ct);

        run.Report.Measure("appends/s with nothing pending, with all pending", $"{empty:N0}, {full:N0}");
        run.Report.AtLeast("share of the append rate that is left", full / empty, 0.85);
        run.Report.Exactly($"fired, of {due}", _late.Count, due);
        run.Report.Measure("lateness p50, p99", $"{_late.ToArray().Median():N0}, {_late.ToArray().Percentile(0.99):N0} ms");
        run.Report.AtMost("lateness p99", _late.ToArray().Percentile(0.99), 1000, "ms");
        await WithoutIndex(run, database, ct);
    }

    private static async Task<double> Append(IEventStore store, Guid[] ids, ProofRun run, CancellationToken ct) =>
        (await Throughput.Of(8, TimeSpan.FromSeconds(run.IsLong ? 20 : 5), worker =>
        {
            var session = store.Open(LedgerStreams.Tenant, LedgerStreams.By);
            session.Append(ids[(worker * 100) + Random.Shared.Next(100)], [new LedgerPosted(1, "sale")]);
            return session.Save(ct);
        })).PerSecond;

    private static async Task Fill(ProofDatabase database, int pending, CancellationToken ct)
    {
        await using var superuser = NpgsqlDataSource.Create(database.Superuser);
        await using var fill = superuser.CreateCommand("""
            insert into engagement.scheduled_messages (tenant_id, id, name, due_at, fire_at, payload)
            select 'tenant-' || n % 500, gen_random_uuid(), 'post_later', at, at, '{"LedgerId":"00000000-0000-0000-0000-000000000001","Amount":1}'
            from generate_series(1, $1) n, lateral (select now() + interval '1 day' + n * interval '1 millisecond' as at) t
            """);
        fill.CommandTimeout = 0;
        fill.Parameters.Add(new() { Value = pending });
        await fill.ExecuteNonQueryAsync(ct);
    }

    // Messages of one tenant fire one after the other: a hundred a second are those of several.
    private static async Task<int> Fire(IEventStore store, int seconds, CancellationToken ct)
    {
        var start = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(3);
        for (var tenant = 0; tenant < Tenants; tenant++)
        {
            var ledger = Guid.CreateVersion7();
            var session = store.Open(Guid.CreateVersion7().ToString(), LedgerStreams.By);
            session.Start<Ledger>(ledger, [new LedgerOpened(ledger, "EUR")]);
            for (var i = tenant; i < seconds * Rate; i += Tenants)
                session.Schedule(Guid.CreateVersion7(), start + TimeSpan.FromMilliseconds(i * 1000.0 / Rate), new PostLater(ledger, 1));
            await session.Save(ct);
        }

        return seconds * Rate;
    }

    private static async Task Drained(ProofNode node, int left, CancellationToken ct)
    {
        while ((await node.Get<ScheduledMessages>().Status(ct)).Pending > left)
            await Task.Delay(TimeSpan.FromSeconds(1), ct);
    }

    // What the clock asks again and again, without the index that answers it.
    private static async Task WithoutIndex(ProofRun run, ProofDatabase database, CancellationToken ct)
    {
        await using var superuser = NpgsqlDataSource.Create(database.Superuser);
        var asked = new List<double>();
        await using var drop = superuser.CreateCommand("drop index engagement.scheduled_messages_due");
        foreach (var isIndexed in new[] { true, false })
        {
            if (!isIndexed)
                await drop.ExecuteNonQueryAsync(ct);
            var took = await Throughput.Of(1, TimeSpan.FromSeconds(1), async _ =>
            {
                await using var ask = superuser.CreateCommand("select fire_at from engagement.scheduled_messages where parked_at is null order by fire_at limit 1");
                await ask.ExecuteScalarAsync(ct);
            });
            asked.Add(took.Milliseconds.Median());
        }

        run.Report.AtMost("finding the next message", asked[0], 5, "ms");
        run.Report.Control("finding it without the index", $"{asked[1]:N1} ms", asked[1] > 5);
    }

    private sealed class PostLaterHandler(ConcurrentBag<double> late) : IScheduledHandler<PostLater>
    {
        public Task Handle(PostLater message, DueMessage due, CancellationToken ct)
        {
            due.Session.Append(message.LedgerId, [new LedgerPosted(message.Amount, "scheduled")]);
            late.Add((TimeProvider.System.GetUtcNow() - due.DueAt).TotalMilliseconds);
            return Task.CompletedTask;
        }
    }
}
