using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Rebuild;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>Carries one erasure, or the end of one tenant, through: from wherever it stands, as often as it takes.</summary>
internal sealed class Purge(
    IPrivacy privacy, SubjectStates states, PurgeQueue queue, StreamRebuild rows, TableErasure tables,
    IEnumerable<IErasurePart> parts, TimeProvider clock)
{
    /// <summary>Does what is left to do.</summary>
    /// <returns>False when something has to be waited for.</returns>
    public Task<bool> Run(OpenPurge open, CancellationToken ct) => open.Subject is { } subject
        ? Person(open, subject, ct)
        : Tenant(open.TenantId, ct);

    private async Task<bool> Person(OpenPurge open, string subject, CancellationToken ct)
    {
        try
        {
            // Also what a node began that was killed before it had destroyed the key, or before it had told anybody.
            await privacy.Erase(open.TenantId, subject, ct);
        }
        catch (SubjectHeldException)
        {
            return true; // Withdrawn.
        }

        var ids = await states.IdsOf(new(open.TenantId, subject), ct);
        var streams = await queue.StreamsOf(open.TenantId, ids, ct);
        await rows.AfterErasure(open.TenantId, streams, ct);
        foreach (var part in parts)
            await part.Erase(open.TenantId, ids, streams, ct);
        if (!await tables.DropShadows(ct))
            return false;
        await queue.Finish(open.TenantId, subject, streams.Count, ct);
        DaemonMetrics.ErasureTime.Record((clock.GetUtcNow() - open.RequestedAt).TotalSeconds);
        return true;
    }

    private async Task<bool> Tenant(string tenantId, CancellationToken ct)
    {
        try
        {
            await privacy.OffBoard(tenantId, ct);
        }
        catch (SubjectHeldException)
        {
            return true; // Withdrawn.
        }

        if (!await tables.RemoveTenant(tenantId, ct))
            return false;
        foreach (var part in parts)
            await part.EraseTenant(tenantId, ct);
        if (!await tables.DropShadows(ct))
            return false;
        await queue.FinishTenant(tenantId, ct);
        return true;
    }
}
