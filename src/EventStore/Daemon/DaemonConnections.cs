using Npgsql;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>Connections of the daemon role, which reads all tenants. No request uses them.</summary>
internal sealed class DaemonConnections : IAsyncDisposable
{
    // Parts of the log come in as few reads as the socket allows (bytes).
    private const int LongRead = 1 << 16;

    private readonly string _plain;

    /// <summary>Prepares the pool; connects nothing yet.</summary>
    public DaemonConnections(StoreOptions options, DaemonOptions pace)
    {
        _plain = options.DaemonConnection;
        Pool = NpgsqlDataSource.Create(Pooled("engagement-daemon", pace.Connections));
        Mark = NpgsqlDataSource.Create(Pooled("engagement-mark", 1));
    }

    /// <summary>For everything that needs no connection of its own.</summary>
    public NpgsqlDataSource Pool { get; }

    /// <summary>For the mark alone, which must not wait for batches to end.</summary>
    public NpgsqlDataSource Mark { get; }

    /// <summary>A connection outside the pool, for listening and for session locks.</summary>
    /// <param name="name">Shown in <c>pg_stat_activity</c>.</param>
    /// <param name="ct">Cancels opening.</param>
    /// <param name="settings">Settings of the session, as <c>-c name=value</c>.</param>
    /// <param name="patience">How long a statement may take, in seconds; 0 for as long as it wants.</param>
    public async Task<NpgsqlConnection> OpenDedicated(
        string name, CancellationToken ct, string? settings = null, int patience = 15)
    {
        var dedicated = new NpgsqlConnectionStringBuilder(_plain)
        {
            ApplicationName = name,
            Pooling = false,
            Options = settings,
            KeepAlive = 10,
            CommandTimeout = patience,
        };
        var connection = new NpgsqlConnection(dedicated.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Mark.DisposeAsync();
        await Pool.DisposeAsync();
    }

    private NpgsqlConnectionStringBuilder Pooled(string name, int most) => new(_plain)
    {
        ApplicationName = name,
        // Rows and their checkpoint are lost together or not at all, and are made again: no need to wait for the disk.
        // All is read by key or by a range of numbers, but a young table without statistics would be read whole until it
        // is analyzed, at every look for the mark.
        Options = "-c synchronous_commit=off -c enable_seqscan=off -c jit=off",
        NoResetOnClose = true,
        ReadBufferSize = LongRead,
        MaxAutoPrepare = 100,
        MaxPoolSize = most,
        CommandTimeout = 300,
    };
}
