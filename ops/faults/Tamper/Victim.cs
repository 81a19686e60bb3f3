using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.History;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Tamper;

/// <summary>An event of the victim, and where it is sealed.</summary>
internal sealed record SealedEvent(long Sequence, string Tenant, Guid Id, string Data, long Block, long Round);

/// <summary>A database with sealed history of several tenants, which can be put back to what it was.</summary>
internal sealed class Victim : IAsyncDisposable
{
    private static readonly string[] Tables = ["public.mt_events", "engagement.history_blocks", "engagement.history_rounds"];
    private readonly NpgsqlDataSource _superuser;
    private readonly NpgsqlDataSource _daemon;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tamper-");

    public Victim(ProofDatabase database)
    {
        _superuser = NpgsqlDataSource.Create(database.Superuser);
        _daemon = NpgsqlDataSource.Create(database.Daemon);
        Anchor = new(Path.Combine(_folder.FullName, "anchor"));
    }

    /// <summary>The key that signs.</summary>
    public SealKeys Keys { get; } = SealKeys.FromText(SealKeys.NewKey(), "the proof");

    /// <summary>What the tamperer cannot reach.</summary>
    public FileAnchor Anchor { get; }

    /// <summary>The daemon's view, with which rounds are made.</summary>
    public NpgsqlDataSource Daemon => _daemon;

    /// <summary>Everything sealed, in order.</summary>
    public IReadOnlyList<SealedEvent> Events { get; private set; } = [];

    /// <summary>Appends for several tenants in turn, rolls some back, and waits until all of it is sealed.</summary>
    public async Task Build(ProofNode node, int tenants, int rounds, CancellationToken ct)
    {
        string[] names = [.. Enumerable.Range(0, tenants).Select(_ => Guid.CreateVersion7().ToString())];
        for (var round = 0; round < rounds; round++)
        {
            foreach (var tenant in names)
                await Append(node, tenant, ct);
            await Execute("select nextval('public.mt_events_sequence')", ct);
            await Sealed(node, ct);
        }

        foreach (var table in Tables)
            await Execute($"create table {Copy(table)} as table {table}", ct);
        Events = await Load(ct);
    }

    /// <summary>Changes the database as only its owner can.</summary>
    public Task Tamper(string sql, CancellationToken ct) =>
        Execute($"set session_replication_role = replica; {sql}; reset session_replication_role", ct);

    /// <summary>Puts everything back.</summary>
    public Task Restore(CancellationToken ct) => Tamper(
        string.Concat(Tables.Select(table => $"truncate {table}; insert into {table} select * from {Copy(table)};"))
        + $"update engagement.checkpoints set position = (select max(up_to) from {Tables[2]}) where shard = 'HistorySeal:All'",
        ct);

    /// <summary>Waits until nothing is left to seal.</summary>
    public static async Task Sealed(ProofNode node, CancellationToken ct)
    {
        while ((await node.Admin.Status(ct)).Single(shard => shard.Kind == ShardKind.Seal).LagEvents > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(5), ct);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _superuser.DisposeAsync();
        await _daemon.DisposeAsync();
        Keys.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Copy(string table) => table.Replace('.', '_') + "_as_sealed";

    private static async Task Append(ProofNode node, string tenant, CancellationToken ct)
    {
        var session = node.Store.Open(tenant, new("user-1", "trace-1", "command-1", new Dictionary<string, string> { ["from"] = "proof" }));
        session.Start<Ledger>(Guid.CreateVersion7(),
        [
            new LedgerOpened(Guid.CreateVersion7(), "EUR"), new LedgerPosted(17, "sale"), new LedgerRemarked(new("paid late")),
            new LedgerPosted(-3, "refund"),
        ]);
        await session.Save(ct);
    }

    private Task<List<SealedEvent>> Load(CancellationToken ct) => HistoryReader.Read(
        _superuser,
        """
        select e.seq_id, e.tenant_id, e.id, e.data::text, b.number, b.round
        from public.mt_events e
        join engagement.history_blocks b on b.tenant_id = e.tenant_id and e.seq_id between b.from_sequence and b.to_sequence
        order by e.seq_id
        """,
        row => new SealedEvent(
            row.GetInt64(0), row.GetString(1), row.GetGuid(2), row.GetString(3), row.GetInt64(4), row.GetInt64(5)),
        ct).ToListAsync(ct).AsTask();

    private async Task Execute(string sql, CancellationToken ct)
    {
        await using var command = _superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }
}
