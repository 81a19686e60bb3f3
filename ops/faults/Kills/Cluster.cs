using System.Diagnostics;
using Npgsql;
using SalesEngagement.Faults.Children;
using SalesEngagement.Host.Embedded;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Kills;

/// <summary>The proof's own PostgreSQL, to be killed in parts or as a whole.</summary>
internal sealed class Cluster(ProofDatabase database, Random chance)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Kills one backend; PostgreSQL then ends all others and recovers.</summary>
    public async Task KillBackend(CancellationToken ct)
    {
        var backends = Signals.ChildrenOf(database.PostmasterPid);
        await Signals.Send("KILL", [backends[chance.Next(backends.Count)]], ct);
        await Answers(ct);
    }

    /// <summary>Kills the postmaster and starts it again.</summary>
    public async Task KillPostmaster(CancellationToken ct)
    {
        await Signals.Send("KILL", [database.PostmasterPid], ct);
        while (!await Start(ct))
            await Task.Delay(Pause, ct);
        await Answers(ct);
    }

    // Refused until the killed one's last children have gone.
    private async Task<bool> Start(CancellationToken ct)
    {
        var data = Path.Combine(database.Folder, "data");
        var program = Path.Combine(PostgresBinaries.Find(configured: null), "pg_ctl");
        var start = new ProcessStartInfo(program, ["start", "-w", "-s", "-D", data, "-l", Path.Combine(database.Folder, "start.log")])
        {
            WorkingDirectory = "/", RedirectStandardError = true,
        };
        if (ClusterAccount.ToSwitchTo is { } account)
            start.UserName = account;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("pg_ctl did not start.");
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0;
    }

    private async Task Answers(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection($"{database.Superuser};Pooling=false");
                await connection.OpenAsync(ct);
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(Pause, ct);
            }
        }
    }
}
