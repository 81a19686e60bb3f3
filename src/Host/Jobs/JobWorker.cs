using System.Collections.Concurrent;
using Npgsql;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.Host.Jobs;

/// <summary>Works on jobs of one kind, on every node that is told to: takes what nobody has, several side by side, turn by turn.</summary>
/// <param name="kind">What they are called in the log.</param>
/// <param name="leases">Hands them out.</param>
/// <param name="signal">Tells that there is something to do.</param>
/// <param name="clock">The time.</param>
/// <param name="log">The log.</param>
internal abstract partial class JobWorker(string kind, JobLeases leases, JobSignal signal, TimeProvider clock, ILogger log) : BackgroundService
{
    private const int MostAtOnce = 16;
    private const int MostFailures = 5;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<Guid, Task> _running = new();
    private readonly ConcurrentDictionary<Guid, int> _failures = new();
    private DateTimeOffset _swept;

    /// <summary>Whether this node works at all, and how often it looks unasked.</summary>
    protected abstract (bool Runs, TimeSpan LooksEvery) Pace { get; }

    /// <summary>Works until there is nothing left to do.</summary>
    /// <exception cref="JobMovedException">Somebody else has it by now, or stopped it.</exception>
    protected abstract Task Go(Job job, CancellationToken ct);

    /// <summary>Ends what fails again and again.</summary>
    protected abstract Task GiveUp(Job job, CancellationToken ct);

    /// <summary>Clears away what is over, each minute.</summary>
    protected abstract Task Sweep(DateTimeOffset now, CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!Pace.Runs)
            return;
        try
        {
            while (true)
            {
                await Look(stoppingToken);
                await signal.Wait(Pace.LooksEvery, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(_running.Values);
        }
    }

    private async Task Look(CancellationToken ct)
    {
        try
        {
            foreach (var (id, _) in _running.Where(work => work.Value.IsCompleted))
                _running.TryRemove(id, out _);
            // A runner for each time that work is taken: what this node was before, frozen or slow, is somebody else.
            while (_running.Count < MostAtOnce && await leases.Claim(Guid.CreateVersion7(clock.GetUtcNow()), ct) is { } job)
                _running[job.Id] = Work(job, ct);
            await Clear(ct);
        }
        catch (Exception e) when (e is NpgsqlException && !ct.IsCancellationRequested)
        {
            NotLooked(kind, e);
        }
    }

    private async Task Work(Job job, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            await Go(job, ct);
            _failures.TryRemove(job.Id, out _);
        }
        catch (Exception e) when (ct.IsCancellationRequested || e is JobMovedException)
        {
            // Somebody else goes on, or nobody is to.
        }
#pragma warning disable CA1031 // One job that cannot go on must not keep the others from it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await Failed(job, e, ct);
        }
        finally
        {
            await Release(job);
            signal.Raise();
        }
    }

    private async Task Failed(Job job, Exception failure, CancellationToken ct)
    {
        // What the database refuses for a moment is tried again; what fails again and again is given up.
        var failures = _failures.AddOrUpdate(job.Id, 1, (_, before) => before + 1);
        NotWorked(kind, job.Id, failures, failure.GetType().Name);
        try
        {
            if (failures >= MostFailures && failure is not (NpgsqlException { IsTransient: true } or InlineModelChangedException))
            {
                await GiveUp(job, ct);
                _failures.TryRemove(job.Id, out _);
            }
            else
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200 * failures), clock, ct);
            }
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
        {
            // The next one who takes it finds out.
        }
    }

    private async Task Release(Job job)
    {
        try
        {
            await leases.Release(job, CancellationToken.None);
        }
        catch (NpgsqlException e)
        {
            NotLooked(kind, e); // Its lease ends by itself.
        }
    }

    private async Task Clear(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - _swept < SweepEvery)
            return;
        _swept = now;
        await Sweep(now, ct);
    }

    [LoggerMessage(1, LogLevel.Warning, "Work of kind {Kind} could not be looked for; the next look tries again.")]
    private partial void NotLooked(string kind, Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "{Kind} {Id} could not go on, for the {Failures}. time ({Failure}).")]
    private partial void NotWorked(string kind, Guid id, int failures, string failure);
}
