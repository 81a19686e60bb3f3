using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>
/// Which shards this node owns: session locks on one connection of its own. A killed node loses them with its
/// connection, a frozen one when the server ends the idle session. A lock only spares double work: that nothing is
/// applied twice is the checkpoint's task.
/// </summary>
internal sealed class Ownership(DaemonConnections connections, DaemonOptions options, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);
    private static readonly string SurplusSql = EmbeddedSql.Beside<Ownership>("Surplus.sql");
    private static readonly string EndSilentSql = EmbeddedSql.Beside<Ownership>("EndSilentBatches.sql");
    private static readonly string CompetitorsSql = EmbeddedSql.Beside<Ownership>("Competitors.sql");

    /// <summary>How this node is shown to operators: its machine and process id.</summary>
    public static readonly string NodeName = $"{Environment.MachineName}/{Environment.ProcessId}";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private NpgsqlConnection? _connection;
    private CancellationTokenSource? _session;

    /// <summary>Tries to own a shard. Ends what a frozen owner before has left open: it may hold the checkpoint.</summary>
    /// <returns>A token that is cancelled when the shard is lost; null when another node owns it.</returns>
    public async Task<CancellationToken?> TryTake(string shard, CancellationToken ct)
    {
        if (await Run("select pg_try_advisory_lock(7302, hashtext($1))", shard, ct) is not true)
            return null;
        await Run(EndSilentSql, options.AppenderSilence, ct);
        return _session?.Token;
    }

    /// <summary>Gives a shard back.</summary>
    public Task Release(string shard, CancellationToken ct) =>
        Run("select pg_advisory_unlock(7302, hashtext($1))", shard, ct);

    /// <summary>How many shards this node owns above its fair share among the nodes; 0 when that is unknown.</summary>
    public async Task<int> Surplus(CancellationToken ct) => await Ask(SurplusSql, ct) as int? ?? 0;

    /// <summary>Which nodes compete for shards now; another text when others do. Null when that is unknown.</summary>
    public async Task<string?> Competitors(CancellationToken ct) => await Ask(CompetitorsSql, ct) as string;

    /// <summary>Shows the server that this node is alive, until cancelled. Ends the session when it cannot.</summary>
    public async Task KeepAlive(CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(Beat, clock, ct);
            if (_connection is null)
                continue;
            try
            {
                await Run("select $1", "alive", ct);
            }
            catch (NpgsqlException)
            {
                // The session is gone and so are its locks; owners were told by their tokens.
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await End();
        _turn.Dispose();
    }

    // Null when the session is gone, and its locks with it.
    private async Task<object?> Ask(string sql, CancellationToken ct)
    {
        try
        {
            return _connection is null ? null : await Run(sql, argument: null, ct);
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    private async Task<object?> Run(string sql, object? argument, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (_connection is null)
                await Begin(ct);
            await using var command = new NpgsqlCommand(sql, _connection);
            if (argument is not null)
                command.Parameters.Add(new() { Value = argument });
            return await command.ExecuteScalarAsync(ct);
        }
        catch
        {
            await End();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task Begin(CancellationToken ct)
    {
        _connection = await connections.OpenDedicated($"engagement-owner {NodeName}", ct, "-c idle_session_timeout=10s");
        _session = new();
    }

    private async Task End()
    {
        if (_session is { } session)
        {
            _session = null;
            await session.CancelAsync();
        }

        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }
}
