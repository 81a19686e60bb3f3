using Microsoft.Extensions.Options;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>Goes through the contacts of a bulk change, forth or back, from where it or another node was.</summary>
internal sealed class BulkChangeRun(
    IEventStore store, BulkBatches batches, BulkUndo undo, JobTurns turns, IOptions<BulkChangeOptions> options)
{
    /// <summary>Works until there is nothing left to do.</summary>
    /// <exception cref="JobMovedException">Somebody else has it by now, or stopped it.</exception>
    public async Task Go(Job job, CancellationToken ct)
    {
        var row = await BulkChangeRow.Find(store.Query(job.TenantId), job.Id, ct);
        while (row is { Status: "running" or "undoing" } here)
        {
            await turns.Take(
                async since => row = here.Status == "running" ? await batches.Step(job, here, since, ct) : await undo.Step(job, here, ct),
                options.Value.RestPercent, ct);
        }
    }
}
