using System.Diagnostics;
using Npgsql;
using SalesEngagement.Host.Embedded;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Shred;

/// <summary>Everything that is left of a database: a dump, the files of its cluster, the logs.</summary>
internal sealed class Remains(ProofDatabase database, HostProcess host)
{
    /// <summary>
    /// The write-ahead log holds what was written, until its segments are used again; so do backups of it, which are kept
    /// for 35 days at most. Files of the socket and of locks have nothing in them.
    /// </summary>
    private const string WriteAheadLog = "pg_wal";

    /// <summary>Searches plain dumps of all databases of the server.</summary>
    public async Task SearchDumps(CanarySearch search, CancellationToken ct)
    {
        foreach (var name in await Databases(ct))
        {
            var server = new NpgsqlConnectionStringBuilder(database.Superuser);
            using var dump = Process.Start(new ProcessStartInfo(
                Path.Combine(PostgresBinaries.Find(configured: null), "pg_dump"),
                ["-h", server.Host!, "-p", $"{server.Port}", "-U", server.Username!, "-d", name]) { RedirectStandardOutput = true })!;
            search.In(await dump.StandardOutput.ReadToEndAsync(ct));
            await dump.WaitForExitAsync(ct);
            if (dump.ExitCode != 0)
                throw new InvalidOperationException($"pg_dump of {name} ended with {dump.ExitCode}.");
        }
    }

    /// <summary>Searches the files of the cluster, its logs among them, after dead rows have been vacuumed away.</summary>
    /// <returns>How many bytes were searched.</returns>
    public async Task<long> SearchFiles(CanarySearch search, CancellationToken ct)
    {
        foreach (var name in await Databases(ct))
            await Execute(name, "vacuum full", ct);
        await Execute("postgres", "checkpoint", ct);
        return await Search(search, path => !IsWriteAheadLog(path), ct);
    }

    /// <summary>Searches what of the write-ahead log has not been used again yet.</summary>
    public Task SearchWriteAheadLog(CanarySearch search, CancellationToken ct) => Search(search, IsWriteAheadLog, ct);

    /// <summary>Searches all that the Host has said.</summary>
    public void SearchHostLog(CanarySearch search) => search.In(host.Said);

    private static bool IsWriteAheadLog(string path) => path.Contains($"/{WriteAheadLog}/", StringComparison.Ordinal);

    private async Task<long> Search(CanarySearch search, Func<string, bool> wanted, CancellationToken ct)
    {
        var bytes = 0L;
        foreach (var path in Directory.EnumerateFiles(database.Folder, "*", SearchOption.AllDirectories).Where(wanted))
        {
            try
            {
                var content = await File.ReadAllBytesAsync(path, ct);
                bytes += content.Length;
                search.In(content);
            }
            catch (IOException)
            {
                // A socket, or a file of the server that went just now.
            }
        }

        return bytes;
    }

    private async Task<List<string>> Databases(CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(database.Superuser + ";Pooling=false");
        await using var command = source.CreateCommand("select datname from pg_database where datallowconn and not datistemplate");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var names = new List<string>();
        while (await reader.ReadAsync(ct))
            names.Add(reader.GetString(0));
        return names;
    }

    private async Task Execute(string name, string sql, CancellationToken ct)
    {
        var server = new NpgsqlConnectionStringBuilder(database.Superuser) { Database = name, Pooling = false, CommandTimeout = 300 };
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }
}
