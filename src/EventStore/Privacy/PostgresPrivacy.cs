namespace SalesEngagement.EventStore.Privacy;

/// <inheritdoc cref="IPrivacy"/>
internal sealed class PostgresPrivacy(
    SubjectStates states, SubjectKeys keys, ErasureRecords erasures, KeyRotation rotation, OffBoardings offBoardings) : IPrivacy
{
    public Task<SubjectState> StateOf(string tenantId, string subject, CancellationToken ct) =>
        states.Of(new(tenantId, subject), ct);

    /// <inheritdoc/>
    public async Task<Erasure> Erase(string tenantId, string subject, CancellationToken ct)
    {
        var id = new SubjectId(tenantId, subject);
        if (await states.Of(id, ct) == SubjectState.Held)
            throw new SubjectHeldException(subject);
        await erasures.Request(id, ct);
        try
        {
            await keys.Erase(id, ct);
        }
        catch (SubjectHeldException)
        {
            await erasures.Withdraw(id, ct);
            throw;
        }

        await erasures.KeyDestroyed(id, ct);
        keys.Forget(); // What this node's requests read between the first word of the erasure and its end.
        return (await erasures.Of(id, ct))!;
    }

    public Task<Erasure?> ErasureOf(string tenantId, string subject, CancellationToken ct) =>
        erasures.Of(new(tenantId, subject), ct);

    public async Task Hold(string tenantId, string subject, CancellationToken ct)
    {
        await keys.GetOrCreate(tenantId, [subject], ct);
        await states.Hold(new(tenantId, subject), held: true, ct);
    }

    public Task Release(string tenantId, string subject, CancellationToken ct) =>
        states.Hold(new(tenantId, subject), held: false, ct);

    public async Task Merge(string tenantId, string provisional, string subject, CancellationToken ct)
    {
        await keys.GetOrCreate(tenantId, [provisional, subject], ct);
        await states.Merge(new(tenantId, provisional), subject, ct);
    }

    public Task RotateTenantKey(string tenantId, IProgress<RotationProgress>? progress, CancellationToken ct) =>
        rotation.Tenant(tenantId, progress, ct);

    public Task RotateMasterKey(IProgress<RotationProgress>? progress, CancellationToken ct) => rotation.Master(progress, ct);

    public async Task<OffBoarding> OffBoard(string tenantId, CancellationToken ct)
    {
        await offBoardings.Run(tenantId, ct);
        keys.Forget();
        return (await offBoardings.Of(tenantId, ct))!;
    }

    public Task<OffBoarding?> OffBoardingOf(string tenantId, CancellationToken ct) => offBoardings.Of(tenantId, ct);
}
