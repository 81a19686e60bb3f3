using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Npgsql;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.Host.Imports;

/// <summary>Works on imports, on every node that is told to: takes what nobody has, several side by side, turn by turn.</summary>
internal sealed partial class ImportWorker(
    ImportJobs jobs, ImportRun run, ImportCommands commands, ImportSignal signal, IOptions<ImportOptions> options, TimeProvider clock,
    ILogger<ImportWorker> log) : BackgroundService
{
    private const int MostAtOnce = 16;
    private const int MostFailures = 5;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<Guid, Task> _running = new();
    private readonly ConcurrentDictionary<Guid, int> _failures = new();
    private DateTimeOffset _swept;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Run)
            return;
        try
        {
            while (true)
            {
                await Look(stoppingToken);
                await signal.Wait(TimeSpan.FromMilliseconds(options.Value.PollMilliseconds), stoppingToken);
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
            while (_running.Count < MostAtOnce && await jobs.Claim(Guid.CreateVersion7(clock.GetUtcNow()), ct) is { } job)
                _running[job.Id] = Work(job, ct);
            await Sweep(ct);
        }
        catch (Exception e) when (e is NpgsqlException && !ct.IsCancellationRequested)
        {
            NotLooked(e);
        }
    }

    private async Task Work(ImportJob job, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            await run.Go(job, ct);
            _failures.TryRemove(job.Id, out _);
        }
        catch (Exception e) when (ct.IsCancellationRequested || e is ImportMovedException)
        {
            // Somebody else goes on, or nobody is to.
        }
#pragma warning disable CA1031 // One import that cannot go on must not keep the others from it.
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

    private async Task Failed(ImportJob job, Exception failure, CancellationToken ct)
    {
        // What the database refuses for a moment is tried again; what fails again and again is given up.
        var failures = _failures.AddOrUpdate(job.Id, 1, (_, before) => before + 1);
        NotWorked(job.Id, failures, failure.GetType().Name);
        try
        {
            if (failures >= MostFailures && failure is not (NpgsqlException { IsTransient: true } or InlineModelChangedException))
                await commands.Stop(job.TenantId, job.Id, new("internal-error"), ct);
            else
                await Task.Delay(TimeSpan.FromMilliseconds(200 * failures), clock, ct);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
        {
            // The next one who takes it finds out.
        }
    }

    private async Task Release(ImportJob job)
    {
        try
        {
            await jobs.Release(job, CancellationToken.None);
        }
        catch (NpgsqlException e)
        {
            NotLooked(e); // Its lease ends by itself.
        }
    }

    private async Task Sweep(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - _swept < SweepEvery)
            return;
        _swept = now;
        await jobs.Sweep(now, ct);
        foreach (var (tenantId, id) in await jobs.Overdue(now, ct))
            await commands.Stop(tenantId, id, new("not-confirmed"), ct);
    }

    [LoggerMessage(1, LogLevel.Warning, "Imports could not be looked for; the next look tries again.")]
    private partial void NotLooked(Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "Import {Id} could not go on, for the {Failures}. time ({Failure}).")]
    private partial void NotWorked(Guid id, int failures, string failure);
}
