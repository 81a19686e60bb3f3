using System.Diagnostics;
using Npgsql;

namespace SalesEngagement.Proof;

/// <summary>
/// What the machine itself takes to commit and to show on another connection what follows from it: bare statements that
/// insert, notify, read and write, and no store. The commit is in it, because an event waits for the commits of those
/// before it. Measured beside a lag in milliseconds, it tells a slow store from a slow machine.
/// </summary>
internal sealed class BareChain : IAsyncDisposable
{
    private const string TablesSql = """
        drop table if exists public.proof_chain, public.proof_chain_seen;
        create table public.proof_chain (id bigint primary key);
        create table public.proof_chain_seen (id bigint not null);
        insert into public.proof_chain_seen values (0);
        """;

    private const string InsertSql = "insert into public.proof_chain values ($1)";
    private const string NotifySql = "notify proof_chain";
    private const string ListenSql = "listen proof_chain";
    private const string FollowSql = "update public.proof_chain_seen set id = (select max(id) from public.proof_chain)";
    private const string SeenSql = "select max(id) from public.proof_chain_seen";
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlDataSource _follower;
    private readonly NpgsqlConnection _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _following;
    private readonly List<double> _took = [];
    private long _id;

    private BareChain(NpgsqlDataSource source, NpgsqlDataSource follower, NpgsqlConnection listener)
    {
        (_source, _follower, _listener) = (source, follower, listener);
        _following = Follow(_stop.Token);
    }

    /// <summary>Milliseconds of each time so far.</summary>
    public IReadOnlyCollection<double> Milliseconds => _took;

    /// <summary>Begins to listen.</summary>
    public static async Task<BareChain> Start(ProofDatabase database, CancellationToken ct)
    {
        var source = NpgsqlDataSource.Create(database.Superuser);
        await using var tables = source.CreateCommand(TablesSql);
        await tables.ExecuteNonQueryAsync(ct);
        // As the daemon does: what follows need not wait for the disk.
        var follower = NpgsqlDataSource.Create($"{database.Superuser};Options=-c synchronous_commit=off");
        var listener = await follower.OpenConnectionAsync(ct);
        await using var listen = new NpgsqlCommand(ListenSql, listener);
        await listen.ExecuteNonQueryAsync(ct);
        return new(source, follower, listener);
    }

    /// <summary>Goes through the chain once.</summary>
    public async Task Once(CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        await using var batch = _source.CreateBatch();
        batch.BatchCommands.Add(new(InsertSql) { Parameters = { new() { Value = ++_id } } });
        batch.BatchCommands.Add(new(NotifySql));
        await batch.ExecuteNonQueryAsync(ct);
        while (await Seen(ct) < _id)
        {
            // Asked again at once.
        }

        _took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _listener.DisposeAsync();
        await _follower.DisposeAsync();
        await _source.DisposeAsync();
        _stop.Dispose();
    }

    private async Task Follow(CancellationToken ct)
    {
        while (true)
        {
            await _listener.WaitAsync(ct);
            await using var follow = _follower.CreateCommand(FollowSql);
            await follow.ExecuteNonQueryAsync(ct);
        }
    }

    private async Task<long> Seen(CancellationToken ct)
    {
        await using var command = _source.CreateCommand(SeenSql);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
