using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>
/// Hears of erasures on any node and forgets the keys in memory at once: all of them, which is rare, cheap and cannot
/// miss one of a person's ids. What is said while the connection is down is not heard, so losing it and having it back
/// count as an erasure each; in between, a key still dies after a minute.
/// </summary>
internal sealed partial class KeyEviction(
    StoreOptions options, SubjectKeys keys, TenantFences fences, TimeProvider clock, ILogger<KeyEviction> log)
    : BackgroundService
{
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);

    /// <summary>There may be something to purge.</summary>
    public event Action? Heard;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever it was, the node must go on listening.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Hear();
                LogDeaf(failure is PostgresException { SqlState: var state } ? state : failure.GetType().Name);
                await Task.Delay(Reconnect, clock, stoppingToken);
            }
        }
    }

    private async Task Listen(CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.AppConnection)
        {
            ApplicationName = "engagement-erasures", Pooling = false, KeepAlive = 5,
        };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        connection.Notification += (_, _) => Hear();
        await using (var listen = new NpgsqlCommand("listen engagement_erased", connection))
            await listen.ExecuteNonQueryAsync(ct);
        Hear();
        while (true)
        {
            await fences.Load(ct);
            await connection.WaitAsync(ct);
        }
    }

    private void Hear()
    {
        keys.Forget();
        Heard?.Invoke();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lost the connection that hears of erasures ({Fault}); keys live a minute at most until it is back.")]
    private partial void LogDeaf(string fault);
}
