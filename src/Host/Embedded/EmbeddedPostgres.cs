using System.Diagnostics;
using System.Runtime.Versioning;
using Npgsql;

namespace SalesEngagement.Host.Embedded;

/// <summary>
/// A private PostgreSQL for one machine: reached over a Unix socket only, kept between starts, shared by every Host
/// that names the same folder, and stopped when the last of them ends (also by SIGKILL).
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ClusterFolder _folder;
    private readonly ClusterLease _lease;

    private EmbeddedPostgres(ClusterFolder folder, ClusterLease lease) => (_folder, _lease) = (folder, lease);

    /// <summary>Everything about the cluster lies here.</summary>
    public string Folder => _folder.Root;

    /// <summary>Starts the cluster in <paramref name="folder"/>, or attaches to it when it runs.</summary>
    /// <param name="folder">Made when missing.</param>
    /// <param name="binFolder">Where PostgreSQL's programs are; null to look for them.</param>
    /// <param name="settings">PostgreSQL settings on top of ours, for a cluster that is started by this call.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="ClusterException">It could not be started; says why.</exception>
    /// <exception cref="PostgresMissingException">No programs.</exception>
    public static async Task<EmbeddedPostgres> Start(
        string folder, string? binFolder, IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        var bin = PostgresBinaries.Find(binFolder);
        var cluster = new ClusterFolder(folder);
        await cluster.Prepare(ct);
        var lease = await ClusterLease.Take(cluster, ct);
        var embedded = new EmbeddedPostgres(cluster, lease);
        try
        {
            await ClusterSettings.Write(cluster, settings, ct);
            await embedded.WaitUntilItAnswers(bin, ct);
            return embedded;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>How to reach <paramref name="database"/> as <paramref name="role"/>; the socket's folder is the secret.</summary>
    public string ConnectionString(string database, string role) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = _folder.Sockets,
            Port = ClusterSettings.Port,
            Database = database,
            Username = role,
            NoResetOnClose = true,
            MaxAutoPrepare = 100,
            MaxPoolSize = 30,
            Timeout = 15,
        }.ConnectionString;

    /// <summary>Gives up our claim; waits for the stop when we were the last.</summary>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        _lease.Dispose();
        using var patience = new CancellationTokenSource(Deadline);
        await ClusterLease.WaitUntilStopped(_folder, patience.Token);
    }

    private async Task WaitUntilItAnswers(string bin, CancellationToken ct)
    {
        var waited = Stopwatch.StartNew();
        var guard = ClusterGuard.Start(bin, _folder);
        while (!await Answers(ct))
        {
            if (waited.Elapsed > Deadline || guard is { HasExited: true, ExitCode: not 0 })
                throw new ClusterException($"PostgreSQL did not start in {Folder}:\n{_folder.Complaints()}");
            await Task.Delay(TimeSpan.FromMilliseconds(25), ct);
            if (guard.HasExited) // another Host's guard was faster, or was just leaving: then the next one is ours
                guard = ClusterGuard.Start(bin, _folder);
        }
    }

    private async Task<bool> Answers(CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(
                $"{ConnectionString("postgres", "postgres")};Pooling=false");
            await connection.OpenAsync(ct);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
