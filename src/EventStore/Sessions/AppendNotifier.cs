using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SalesEngagement.EventStore.Sessions;

/// <summary>
/// Tells every node's readers, with the commit and once for many, that something was appended. Only a hint: who misses
/// it finds the events when he next looks. A notification of its own is a transaction more, in front of which appends wait for
/// the disk; so one append at a time carries it. PostgreSQL lets only one transaction at a time commit with a notification,
/// which is why no more do.
/// </summary>
internal sealed partial class AppendNotifier(Databases databases, TimeProvider clock, ILogger<AppendNotifier> log)
    : BackgroundService
{
    /// <summary>What an append does that carries the notification.</summary>
    public const string CarrySql = "select pg_notify('engagement_appended', '')";

    // Nobody waits for this one: it need not wait for the disk.
    private const string NotifySql = "select set_config('synchronous_commit', 'off', true), pg_notify('engagement_appended', '')";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    /// <summary>How long to wait for an append that carries the notification of those before it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(25);

    private readonly Channel<bool> _signals =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private long _begun;
    private long _told; // When the last append that has carried it was asked to. An older one may overwrite it: one notification too many.

    /// <summary>Something was committed by this process: readers in it need not wait for the notification.</summary>
    public event Action? Appended;

    /// <summary>Asks whether the append about to be made shall carry the notification.</summary>
    /// <returns>When it was told to, for <see cref="Signal"/> after its commit; null when it shall not.</returns>
    public long? Carry()
    {
        var (last, now) = (Volatile.Read(ref _begun), clock.GetTimestamp());
        return clock.GetElapsedTime(last, now) >= Between && Interlocked.CompareExchange(ref _begun, now, last) == last ? now : null;
    }

    /// <summary>Something was committed. Returns at once.</summary>
    /// <param name="carried">What <see cref="Carry"/> answered.</param>
    public void Signal(long? carried)
    {
        Appended?.Invoke();
        if (carried is { } since)
            Volatile.Write(ref _told, since);
        else
            _signals.Writer.TryWrite(true);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _signals.Reader.ReadAllAsync(stoppingToken))
        {
            var heard = clock.GetTimestamp();
            await Task.Delay(Patience, clock, stoppingToken);
            if (Volatile.Read(ref _told) < heard)
                await Notify(stoppingToken);
        }
    }

    private async Task Notify(CancellationToken ct)
    {
        try
        {
            await using var command = databases.App.CreateCommand(NotifySql);
            await command.ExecuteNonQueryAsync(ct);
        }
        catch (NpgsqlException failure)
        {
            LogFailed(failure.SqlState ?? failure.GetType().Name);
            await Task.Delay(Pause, clock, ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Readers could not be told of new events ({Fault}); they find them by polling.")]
    private partial void LogFailed(string fault);
}
