using Npgsql;
using SalesEngagement.Faults.Order;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Kills;

/// <summary>What was acknowledged is there, once, and the read models show it, whatever is killed.</summary>
internal sealed class KillsProof : IProof
{
    private const int Keyed = 6;

    public string Name => "kills";

    public string Promise => "acknowledged commands survive kills of node and PostgreSQL, each with its effect once";

    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var database = await run.StartDatabase(settings: null, ct);
        await Prepare(database, ct);
        await using var server = new Server(database);
        await server.Start(ct);
        var clients = await Clients(database, server, ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task[] load = [.. clients.Select(client => client.Run(stop.Token))];
        await Kill(run, server, new(database, new Random(run.Seed)), ct);
        await stop.CancelAsync();
        await Task.WhenAll(load);
        run.Say("waiting for the read model");
        await Tell(run, database, clients, ct);
    }

    private static async Task Prepare(ProofDatabase database, CancellationToken ct)
    {
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        await using var table = owner.CreateCommand(CommandServer.Table);
        await table.ExecuteNonQueryAsync(ct);
    }

    private static async Task<Client[]> Clients(ProofDatabase database, Server server, CancellationToken ct)
    {
        await using var app = NpgsqlDataSource.Create(database.Main);
        var clients = new List<Client>();
        foreach (var manner in Enumerable.Repeat(Manner.Keyed, Keyed).Append(Manner.Keyless).Append(Manner.Early))
        {
            var client = new Client(server, manner, Guid.CreateVersion7());
            await using var append = await SqlAppend.Begin(app, ct);
            await append.Open(client.Stream, ct);
            await append.Commit(ct);
            clients.Add(client);
        }

        return [.. clients];
    }

    private static async Task Kill(ProofRun run, Server server, Cluster cluster, CancellationToken ct)
    {
        var chance = new Random(run.Seed);
        int[] killed = [0, 0, 0];
        var wanted = run.IsLong ? 200 : 10;
        for (var kill = 1; kill <= wanted; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(200, 900)), ct);
            var what = kill <= killed.Length ? kill - 1 : chance.Next(killed.Length);
            killed[what]++;
            await (what switch
            {
                0 => server.KillAndStart(ct),
                1 => cluster.KillBackend(ct),
                _ => cluster.KillPostmaster(ct),
            });
            if (kill % 10 == 0)
                run.Say($"{kill} kills");
        }

        run.Report.Measure("kills", $"{killed[0]} of the node, {killed[1]} of a backend, {killed[2]} of the postmaster");
    }

    private static async Task Tell(ProofRun run, ProofDatabase database, Client[] clients, CancellationToken ct)
    {
        var keyed = clients[..Keyed];
        var outcome = await Outcome.Of(database, [.. keyed], ct);
        run.Report.Measure("commands acknowledged", $"{keyed.Sum(client => client.Acknowledged.Count):N0}");
        run.Report.Exactly("acknowledged commands lost", outcome.Lost, 0);
        run.Report.Exactly("commands that took effect twice", outcome.Twice, 0);
        var check = await Outcome.WhenCaughtUp(database, ct);
        run.Report.Exactly("streams whose read model differs from plain SQL's fold", check.Balances, 0);
        var keyless = await Outcome.Of(database, [clients[^2]], ct);
        run.Report.Control("a client that retries without a key", $"{keyless.Twice:N0} took effect twice", keyless.Twice > 0);
        var early = await Outcome.Of(database, [clients[^1]], ct);
        run.Report.Control("a node that acknowledges before it commits", $"{early.Lost:N0} acknowledged and lost", early.Lost > 0);
    }
}
