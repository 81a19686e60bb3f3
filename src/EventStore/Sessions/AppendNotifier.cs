using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SalesEngagement.EventStore.Sessions;

/// <summary>
/// Tells every node's readers, after the commit and once for many, that something was appended. Only a hint: who misses
/// it finds the events when he next looks.
/// </summary>
internal sealed partial class AppendNotifier(Databases databases, TimeProvider clock, ILogger<AppendNotifier> log)
    : BackgroundService
{
    // A notification has a commit of its own: it need not wait for the disk.
    private const string NotifySql = "select set_config('synchronous_commit', 'off', true), pg_notify('engagement_appended', '')";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A notification is a transaction: the first goes out at once, a busy node sends no more than this often.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    private readonly Channel<bool> _signals =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something was committed by this process: readers in it need not wait for the notification.</summary>
    public event Action? Appended;

    /// <summary>Something was committed. Returns at once.</summary>
    public void Signal()
    {
        Appended?.Invoke();
        _signals.Writer.TryWrite(true);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _signals.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await using var command = databases.App.CreateCommand(NotifySql);
                await command.ExecuteNonQueryAsync(stoppingToken);
                await Task.Delay(Breath, clock, stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                LogFailed(failure.SqlState ?? failure.GetType().Name);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Readers could not be told of new events ({Fault}); they find them by polling.")]
    private partial void LogFailed(string fault);
}
