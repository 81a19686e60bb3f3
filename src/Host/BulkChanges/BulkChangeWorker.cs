using Microsoft.Extensions.Options;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>Works on bulk changes.</summary>
internal sealed class BulkChangeWorker(
    BulkChangeJobs jobs, BulkChangeRun run, BulkChangeCommands commands, BulkChangeSignal signal, IOptions<BulkChangeOptions> options,
    TimeProvider clock, ILogger<BulkChangeWorker> log) : JobWorker("bulk change", jobs, signal, clock, log)
{
    protected override (bool Runs, TimeSpan LooksEvery) Pace =>
        (options.Value.Run, TimeSpan.FromMilliseconds(options.Value.PollMilliseconds));

    protected override Task Go(Job job, CancellationToken ct) => run.Go(job, ct);

    protected override Task GiveUp(Job job, CancellationToken ct) => commands.Stop(job.TenantId, job.Id, "internal-error", ct);

    protected override Task Sweep(DateTimeOffset now, CancellationToken ct) => jobs.Sweep(now, ct);
}
