using Npgsql;
using SalesEngagement.Host.Embedded;
using SalesEngagement.Integration;

[assembly: AssemblyFixture(typeof(TestCluster))]

namespace SalesEngagement.Integration;

/// <summary>One PostgreSQL for the whole run: the embedded class itself in a folder of its own, fast instead of durable.</summary>
public sealed class TestCluster : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Fast = new()
    {
        ["fsync"] = "off", ["synchronous_commit"] = "off", ["full_page_writes"] = "off", ["max_connections"] = "400",
    };

    private static EmbeddedPostgres? _running;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("se-");

    /// <summary>The running cluster.</summary>
    public static EmbeddedPostgres Running => _running
        ?? throw new InvalidOperationException("The cluster starts with the test run: use it inside a test or a fixture.");

    public async ValueTask InitializeAsync()
    {
        // A temporary folder is its maker's alone; the embedded class makes one inside that PostgreSQL's account may own.
        File.SetUnixFileMode(_folder.FullName, _folder.UnixFileMode | UnixFileMode.OtherExecute);
        _running = await EmbeddedPostgres.Start(Path.Combine(_folder.FullName, "pg"), binFolder: null, Fast, default);
        await EmbeddedDatabases.EnsureRoles(_running, default);
        await TestDatabase.MakeTemplates();
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is { } postgres)
            await postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Runs one statement on the server, as its superuser.</summary>
    internal static async Task Execute(string sql)
    {
        await using var server = NpgsqlDataSource.Create(Running.ConnectionString("postgres", "postgres") + ";Pooling=false");
        await using var command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
