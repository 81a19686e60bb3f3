using Microsoft.Extensions.Options;
using Npgsql;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Duplicates;

/// <summary>
/// Compares contacts behind the requests, on every node that is told to: a turn of one tenant after the other, resting after
/// each for longer than it took, so that requests and other tenants have their share of the database.
/// </summary>
internal sealed partial class DuplicateWorker(
    DuplicateJobs jobs, DuplicateRun run, DuplicateSignal signal, DuplicateMetrics metrics, IOptions<DuplicateOptions> options, TimeProvider clock,
    ILogger<DuplicateWorker> log) : BackgroundService
{
    private const string Moved = "RF001";
    private static readonly TimeSpan LearnEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private DateTimeOffset _learned;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Run)
            return;
        try
        {
            while (true)
            {
                if (!await Turn(stoppingToken))
                    await signal.Wait(TimeSpan.FromMilliseconds(options.Value.PollMilliseconds), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The lease of a turn that was broken off ends by itself.
        }
    }

    /// <summary>Takes a turn; false when there was nothing to do.</summary>
    private async Task<bool> Turn(CancellationToken ct)
    {
        try
        {
            await Learn(ct);
            // A runner for each turn: what this node was before, frozen or slow, is somebody else.
            if (await Next(ct) is not { } job)
                return false;
            var started = clock.GetTimestamp();
            await Work(job, ct);
            await Task.Delay(clock.GetElapsedTime(started) * options.Value.RestPercent / 100, clock, ct);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException && !ct.IsCancellationRequested)
        {
            NotWorked(e);
            await Task.Delay(AfterFailure, clock, ct);
            return false;
        }
    }

    private async Task<DuplicateJob?> Next(CancellationToken ct)
    {
        if (await jobs.Claim(Guid.CreateVersion7(clock.GetUtcNow()), ct) is { } job)
            return job;
        await jobs.Follow(ct);
        return await jobs.Claim(Guid.CreateVersion7(clock.GetUtcNow()), ct);
    }

    private async Task Work(DuplicateJob job, CancellationToken ct)
    {
        try
        {
            await run.Go(job, ct);
            await jobs.Release(job, CancellationToken.None);
        }
        catch (Exception e) when (e is StreamConflictException or TenantOffBoardedException || e is PostgresException { SqlState: Moved })
        {
            // Somebody else has the turn by now, or nobody is to.
        }
#pragma warning disable CA1031 // A tenant whose contacts cannot be compared keeps its lease, which ends, and must not keep the others waiting.
        catch (Exception e) when (e is not NpgsqlException && !ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotWorked(e);
        }
    }

    private async Task Learn(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - _learned < LearnEvery)
            return;
        _learned = now;
        metrics.Learn(await jobs.Figures(ct));
    }

    [LoggerMessage(1, LogLevel.Warning, "Contacts could not be compared; the next turn tries again.")]
    private partial void NotWorked(Exception failure);
}

/// <summary>Tells this node's worker that there is something to do, so that it need not look.</summary>
internal sealed class DuplicateSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    public void Raise()
    {
        try
        {
            _raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is raised already.
        }
    }

    /// <summary>Waits for it, or until it is time to look anyway.</summary>
    public Task Wait(TimeSpan atMost, CancellationToken ct) => _raised.WaitAsync(atMost, ct);

    public void Dispose() => _raised.Dispose();
}
