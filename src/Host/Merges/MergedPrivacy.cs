using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Merges;

/// <summary>
/// Refuses to erase a person of whom a contact is under legal hold that was merged with the one asked for. Otherwise the
/// store's own; that the others are erased, too, is <see cref="MergeErasure"/>'s.
/// </summary>
internal sealed class MergedPrivacy(IPrivacy own, IEventStore store) : IPrivacy
{
    public async Task<Erasure> Erase(string tenantId, string subject, CancellationToken ct)
    {
        if (await own.StateOf(tenantId, subject, ct) != SubjectState.Erased)
        {
            foreach (var other in await MergeErasure.Others(store, tenantId, [subject], ct))
            {
                if (await own.StateOf(tenantId, other, ct) == SubjectState.Held)
                    throw new SubjectHeldException(other);
            }
        }

        return await own.Erase(tenantId, subject, ct);
    }

    public Task<SubjectState> StateOf(string tenantId, string subject, CancellationToken ct) => own.StateOf(tenantId, subject, ct);

    public Task<Erasure?> ErasureOf(string tenantId, string subject, CancellationToken ct) => own.ErasureOf(tenantId, subject, ct);

    public Task Hold(string tenantId, string subject, CancellationToken ct) => own.Hold(tenantId, subject, ct);

    public Task Release(string tenantId, string subject, CancellationToken ct) => own.Release(tenantId, subject, ct);

    public Task Merge(string tenantId, string provisional, string subject, CancellationToken ct) =>
        own.Merge(tenantId, provisional, subject, ct);

    public Task RotateTenantKey(string tenantId, IProgress<RotationProgress>? progress, CancellationToken ct) =>
        own.RotateTenantKey(tenantId, progress, ct);

    public Task RotateMasterKey(IProgress<RotationProgress>? progress, CancellationToken ct) => own.RotateMasterKey(progress, ct);

    public Task<OffBoarding> OffBoard(string tenantId, CancellationToken ct) => own.OffBoard(tenantId, ct);

    public Task<OffBoarding?> OffBoardingOf(string tenantId, CancellationToken ct) => own.OffBoardingOf(tenantId, ct);
}
