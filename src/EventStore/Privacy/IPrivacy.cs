namespace SalesEngagement.EventStore.Privacy;

/// <summary>
/// What can be done with the personal data of a subject, a tenant or the installation. Every call can be repeated, on any
/// node and at the same time: the same again changes nothing. What one node began and did not end, another ends.
/// </summary>
public interface IPrivacy
{
    /// <summary>Where a person stands.</summary>
    Task<SubjectState> StateOf(string tenantId, string subject, CancellationToken ct);

    /// <summary>
    /// Erases a person under all ids, also one never seen. When it returns the keys are destroyed for good; within a
    /// second all nodes have forgotten them, and the daemon purges the read models as soon as it can
    /// (<see cref="ErasureOf"/> tells when it has).
    /// </summary>
    /// <exception cref="SubjectHeldException">The person is under legal hold. Nothing was changed.</exception>
    Task<Erasure> Erase(string tenantId, string subject, CancellationToken ct);

    /// <summary>How far an erasure is; null when none was asked for under this id.</summary>
    Task<Erasure?> ErasureOf(string tenantId, string subject, CancellationToken ct);

    /// <summary>Forbids the erasure of a person, under all ids, also of one never seen.</summary>
    /// <exception cref="SubjectErasedException">It is too late.</exception>
    Task Hold(string tenantId, string subject, CancellationToken ct);

    /// <summary>Lifts a hold.</summary>
    /// <exception cref="SubjectErasedException">The person is erased.</exception>
    Task Release(string tenantId, string subject, CancellationToken ct);

    /// <summary>
    /// Finds out that somebody unknown is a person: <paramref name="provisional"/> becomes another id of
    /// <paramref name="subject"/>. Its values stay readable; hold and erasure meet both from now on.
    /// </summary>
    /// <exception cref="SubjectErasedException">One of them is erased.</exception>
    /// <exception cref="SubjectMergeException">The provisional id is somebody else's, or the person is one of its own ids.</exception>
    Task Merge(string tenantId, string provisional, string subject, CancellationToken ct);

    /// <summary>
    /// Gives a tenant a new key and wraps its people's keys with it; destroys the old one when nothing needs it. Goes on
    /// with a rotation that was broken off. Events are not touched, readers and writers do not notice.
    /// </summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="progress">Told how many people's keys are wrapped anew, and how many there are to wrap.</param>
    /// <param name="ct">Breaks it off; call again to go on.</param>
    Task RotateTenantKey(string tenantId, IProgress<RotationProgress>? progress, CancellationToken ct);

    /// <summary>
    /// Wraps everything that is wrapped with an older master key with the current one. When it has ended, on all nodes
    /// with the new key configured, the older ones can be taken away.
    /// </summary>
    /// <param name="progress">Told how many tenants are done, and how many there are to do.</param>
    /// <param name="ct">Breaks it off; call again to go on.</param>
    Task RotateMasterKey(IProgress<RotationProgress>? progress, CancellationToken ct);

    /// <summary>
    /// Ends a tenant: destroys its keys, so that everything personal of it reads as erased; refuses every later write;
    /// the daemon then deletes its rows in the read models. Its history stays, verifiable and unreadable.
    /// </summary>
    /// <exception cref="SubjectHeldException">A person of the tenant is under legal hold. Nothing was changed.</exception>
    Task<OffBoarding> OffBoard(string tenantId, CancellationToken ct);

    /// <summary>How far an off-boarding is; null when none was asked for.</summary>
    Task<OffBoarding?> OffBoardingOf(string tenantId, CancellationToken ct);
}

/// <summary>How far a rotation is.</summary>
/// <param name="Done">Keys of people, or tenants, that are wrapped anew.</param>
/// <param name="Total">How many of them there are; grows when some are made meanwhile.</param>
public sealed record RotationProgress(int Done, int Total);

/// <summary>How far an erasure is; it stays as the proof.</summary>
/// <param name="Subject">The id under which it was asked for.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="KeyDestroyedAt">From then on nothing stored can be read.</param>
/// <param name="PurgedAt">From then on no read model holds the person's values.</param>
/// <param name="Streams">How many streams were folded again.</param>
public sealed record Erasure(
    string Subject, DateTimeOffset RequestedAt, DateTimeOffset? KeyDestroyedAt, DateTimeOffset? PurgedAt, int? Streams);

/// <summary>How far the end of a tenant is.</summary>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="KeysDestroyedAt">From then on nothing personal can be read, and nothing written.</param>
/// <param name="PurgedAt">From then on no read model holds a row of the tenant.</param>
public sealed record OffBoarding(DateTimeOffset RequestedAt, DateTimeOffset? KeysDestroyedAt, DateTimeOffset? PurgedAt);
