using Npgsql;
using SalesEngagement.Host.Embedded;
using SalesEngagement.Integration;

[assembly: AssemblyFixture(typeof(TestCluster))]

namespace SalesEngagement.Integration;

/// <summary>
/// One PostgreSQL for the whole run: the embedded class itself in a folder of its own, fast instead of durable; in memory where
/// the machine has room, for most of what a test costs is the copying of its databases (measured: 10 ms instead of 200).
/// </summary>
public sealed class TestCluster : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Fast = new()
    {
        ["fsync"] = "off", ["synchronous_commit"] = "off", ["full_page_writes"] = "off", ["max_connections"] = "400",
    };

    /// <summary>In bytes: the write-ahead log and some fifty pairs of databases at a time.</summary>
    private const long RoomNeeded = 4L << 30;

    private static EmbeddedPostgres? _running;
    private static NpgsqlDataSource? _server;

    private readonly DirectoryInfo _folder = NewFolder();

    /// <summary>The running cluster.</summary>
    public static EmbeddedPostgres Running => _running
        ?? throw new InvalidOperationException("The cluster starts with the test run: use it inside a test or a fixture.");

    public async ValueTask InitializeAsync()
    {
        // A temporary folder is its maker's alone; the embedded class makes one inside that PostgreSQL's account may own.
        File.SetUnixFileMode(_folder.FullName, _folder.UnixFileMode | UnixFileMode.OtherExecute);
        _running = await EmbeddedPostgres.Start(Path.Combine(_folder.FullName, "pg"), binFolder: null, Fast, default);
        // Loading the server's types anew would cost more than most of the statements.
        _server = NpgsqlDataSource.Create(_running.ConnectionString("postgres", "postgres") + ";Server Compatibility Mode=NoTypeLoading");
        await EmbeddedDatabases.EnsureRoles(_running, default);
        await TestDatabase.MakeTemplates();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
            await server.DisposeAsync();
        if (_running is { } postgres)
            await postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static DirectoryInfo NewFolder()
    {
        const string inMemory = "/dev/shm";
        return Directory.Exists(inMemory) && new DriveInfo(inMemory).AvailableFreeSpace > RoomNeeded
            ? Directory.CreateDirectory(Path.Combine(inMemory, $"se-{Guid.CreateVersion7():n}"))
            : Directory.CreateTempSubdirectory("se-");
    }

    /// <summary>Runs one statement on the server, as its superuser.</summary>
    internal static async Task Execute(string sql)
    {
        await using var command = _server!.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
