using Microsoft.Extensions.Options;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Imports;

/// <summary>Works on imports.</summary>
internal sealed class ImportWorker(
    ImportJobs jobs, ImportRun run, ImportCommands commands, ImportSignal signal, IOptions<ImportOptions> options, TimeProvider clock,
    ILogger<ImportWorker> log) : JobWorker("import", jobs, signal, clock, log)
{
    protected override (bool Runs, TimeSpan LooksEvery) Pace =>
        (options.Value.Run, TimeSpan.FromMilliseconds(options.Value.PollMilliseconds));

    protected override Task Go(Job job, CancellationToken ct) => run.Go(job, ct);

    protected override Task GiveUp(Job job, CancellationToken ct) => commands.Stop(job.TenantId, job.Id, new("internal-error"), ct);

    protected override async Task Sweep(DateTimeOffset now, CancellationToken ct)
    {
        await jobs.Sweep(now, ct);
        foreach (var (tenantId, id) in await jobs.Overdue(now, ct))
            await commands.Stop(tenantId, id, new("not-confirmed"), ct);
    }
}
