using Npgsql;
using SalesEngagement.EventStore.History;
using SalesEngagement.Integration.Daemon;

namespace SalesEngagement.Integration.History;

/// <summary>A node that seals tallies, with a key and an anchor of its own.</summary>
internal sealed class SealedNode : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("history-");
    private readonly TestDatabase _database;
    private readonly NpgsqlDataSource _superuser;

    private SealedNode(TestDatabase database, string? keys)
    {
        _database = database;
        _superuser = NpgsqlDataSource.Create(database.Superuser);
        KeyText = keys ?? SealKeys.NewKey();
        Anchor = new FileAnchor(AnchorPath);
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Node Node { get; private set; } = null!;

    public string KeyText { get; }

    public IHistoryAnchor Anchor { get; }

    public string AnchorPath => Path.Combine(_folder.FullName, "anchor");

    public string FilePath => Path.Combine(_folder.FullName, "history.jsonl");

    public static async Task<SealedNode> Start(TestDatabase database, string? keys = null, IHistoryAnchor? anchor = null)
    {
        var made = new SealedNode(database, keys);
        made.Node = await made.Another(anchor: anchor);
        return made;
    }

    /// <summary>Another node on the same database, key and anchor.</summary>
    public Task<Node> Another(string? keys = null, IHistoryAnchor? anchor = null, bool runs = true) => Node.Start(
        _database,
        readModels: [],
        more: services => services.AddHistorySealing(_ => new SealOptions
        {
            Keys = SealKeys.FromText(keys ?? KeyText, "the test"),
            Anchor = anchor ?? Anchor,
            Interval = TimeSpan.FromMilliseconds(5),
            RoundSize = 100,
        }),
        configure: options => options.RunShards = runs);

    /// <summary>Tallies of two tenants, sealed in several rounds.</summary>
    public async Task<Guid> SealSome(int rounds = 3)
    {
        var last = Guid.Empty;
        for (var i = 0; i < rounds; i++)
        {
            last = await Node.Open(Node.Tenant, Guid.CreateVersion7(), 1, 2, 3);
            await Node.Open(Node.OtherTenant, Guid.CreateVersion7(), 4);
            await Node.CaughtUp();
        }

        return last;
    }

    /// <summary>Verifies against the anchor.</summary>
    public Task<HistoryReport> Verify(string? tenant = null, IHistoryAnchor? anchor = null) =>
        Node.Get<HistoryVerifier>().Verify(tenant, anchor ?? Anchor, Ct);

    /// <summary>The fault of a tenant, from a verification of everything.</summary>
    public async Task<HistoryFault?> FaultOf(string tenant) =>
        (await Verify()).Tenants.Single(found => found.TenantId == tenant).Fault;

    /// <summary>Changes the database as only its owner could.</summary>
    public async Task Tamper(string sql)
    {
        await using var command = _superuser.CreateCommand($"set session_replication_role = replica; {sql}; reset session_replication_role");
        await command.ExecuteNonQueryAsync(Ct);
    }

    public async Task<T> Scalar<T>(string sql)
    {
        await using var command = _superuser.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await _superuser.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
