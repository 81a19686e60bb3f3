using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>Carries erasures through on whichever node comes first, as soon as it hears of one, and looks by itself.</summary>
internal sealed partial class PurgeWorker(
    PurgeQueue queue, Purge purge, KeyEviction eviction, DaemonConnections connections, DaemonOptions options,
    TimeProvider clock, ILogger<PurgeWorker> log) : BackgroundService
{
    private const string TurnSql = "select pg_try_advisory_lock(7312, 1)";

    /// <summary>A frozen node loses its turn after this; that it may go on later does no harm.</summary>
    private const string TurnEnds = "-c idle_session_timeout=60s";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private readonly Wake _wake = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.RunShards)
            return;
        eviction.Heard += _wake.All;
        while (!stoppingToken.IsCancellationRequested)
        {
            var (pause, next) = (Pause, _wake.Next);
            try
            {
                if ((await queue.Open(stoppingToken)).Count > 0 && !await TakeTurn(stoppingToken))
                    pause = Soon;
            }
#pragma warning disable CA1031 // Whatever it was, it is tried again.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(Fault.Describe(failure));
            }

            await Wake.Within(next, pause, clock, stoppingToken);
        }
    }

    private async Task<bool> TakeTurn(CancellationToken ct)
    {
        await using var turn = await connections.OpenDedicated("engagement-purge", ct, TurnEnds);
        await using var take = new NpgsqlCommand(TurnSql, turn);
        if (await take.ExecuteScalarAsync(ct) is not true)
            return true;
        var done = true;
        foreach (var open in await queue.Open(ct))
            done &= await Attempt(open, ct);
        return done;
    }

    // One that fails must not keep the others waiting.
    private async Task<bool> Attempt(OpenPurge open, CancellationToken ct)
    {
        try
        {
            return await purge.Run(open, ct);
        }
#pragma warning disable CA1031 // Whatever it was, it is tried again.
        catch (Exception failure) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(Fault.Describe(failure));
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An erasure could not be carried through yet ({Fault}); trying again.")]
    private partial void LogFailed(string fault);
}
