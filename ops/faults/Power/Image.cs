using System.Diagnostics;
using Npgsql;
using SalesEngagement.Faults.Children;
using SalesEngagement.Host.Embedded;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Power;

/// <summary>A copy of a server's files, taken while all its processes were frozen.</summary>
internal sealed class Image : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("image-");
    private readonly string _database;
    private EmbeddedPostgres? _recovered;

    private Image(string database) => _database = database;

    /// <summary>When all processes stood still, as <see cref="Stopwatch.GetTimestamp"/> tells it.</summary>
    public long FrozenAt { get; private init; }

    private string Root => Path.Combine(_folder.FullName, "pg");

    /// <summary>Freezes the server, copies it and lets it go on.</summary>
    public static async Task<Image> Take(ProofDatabase database, CancellationToken ct)
    {
        var postmaster = database.PostmasterPid;
        // The postmaster first: then nobody comes any more.
        await Signals.Send("STOP", [postmaster], ct);
        var all = Signals.ChildrenOf(postmaster).Append(postmaster).ToArray();
        await Signals.Send("STOP", all, ct);
        var image = new Image(new NpgsqlConnectionStringBuilder(database.Superuser).Database!)
        {
            FrozenAt = Stopwatch.GetTimestamp(),
        };
        File.SetUnixFileMode(image._folder.FullName, image._folder.UnixFileMode | UnixFileMode.OtherExecute);
        try
        {
            await Copy(database.Folder, image.Root, ct);
        }
        finally
        {
            await Signals.Send("CONT", all, CancellationToken.None);
        }

        return image;
    }

    /// <summary>Starts a server on the copy, which recovers it, and gives the streams it holds.</summary>
    public async Task<HashSet<Guid>> Recover(CancellationToken ct)
    {
        _recovered = await EmbeddedPostgres.Start(Root, binFolder: null, new Dictionary<string, string>(), ct);
        await using var source = NpgsqlDataSource.Create(_recovered.ConnectionString(_database, "postgres") + ";Pooling=false");
        await using var command = source.CreateCommand("select stream_id from mt_events");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new HashSet<Guid>();
        while (await reader.ReadAsync(ct))
            found.Add(reader.GetGuid(0));
        return found;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_recovered is not null)
            await _recovered.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task Copy(string from, string to, CancellationToken ct)
    {
        Directory.CreateDirectory(to);
        string[] parts = [Path.Combine(from, "data"), Path.Combine(from, "settings.conf")];
        using var copy = Process.Start("cp", ["-a", "--", .. parts, to]);
        await copy.WaitForExitAsync(ct);
        if (copy.ExitCode != 0)
            throw new InvalidOperationException($"The server's files could not be copied: cp ended with {copy.ExitCode}.");
    }
}
