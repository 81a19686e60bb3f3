using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Zombies;

/// <summary>The rule broken on purpose: two owners at once whose checkpoints are moved without comparing.</summary>
internal static class LawlessControl
{
    private const string CheckNothing = """
        create or replace function engagement.move_checkpoint(shard text, known bigint, reached bigint) returns void
        language sql as 'update engagement.checkpoints c set position = reached where c.shard = move_checkpoint.shard'
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task Run(ProofRun run, ProofDatabase database, CancellationToken ct)
    {
        await using (var owner = NpgsqlDataSource.Create(database.Owner))
        await using (var broken = owner.CreateCommand(CheckNothing))
            await broken.ExecuteNonQueryAsync(ct);
        await using var one = await Node(database, ct);
        await using var other = await Node(database, ct);
        await one.Admin.EnsureTables(ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var patience = new CancellationTokenSource(Patience);
        Task[] running = [SteadyLoad.Run(one, stop.Token), Follow(one, stop.Token), Follow(other, stop.Token)];
        var twice = 0L;
        while (twice == 0 && !patience.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
            twice = (await LedgerCheck.Of(database, ct)).Twice;
        }

        await stop.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        run.Report.Control("two owners that do not compare and set", $"{twice:N0} events applied twice", twice > 0);
    }

    private static Task<ProofNode> Node(ProofDatabase database, CancellationToken ct) => ProofNode.Start(
        database, ct, store => store.ReadModels = [typeof(LedgerBalance)], daemon => (daemon.RunShards, daemon.RowsKept) = (false, 0));

    private static Task Follow(ProofNode node, CancellationToken ct) =>
        node.Get<ShardSet>().All.Single(shard => shard.Name == "LedgerBalance:All").Follow(ct);
}
