namespace SalesEngagement.EventStore.Privacy;

/// <summary>
/// Something outside events and read models that is kept of people, such as the rows they sign in with: erased with them.
/// Runs after the keys are destroyed, on one node, and again when it was broken off.
/// </summary>
public interface IErasurePart
{
    /// <summary>Removes what is kept of a person.</summary>
    /// <param name="tenantId">The person's tenant.</param>
    /// <param name="subjects">All ids of the person.</param>
    /// <param name="streams">All streams that hold values of the person.</param>
    /// <param name="ct">Cancels; it is asked again.</param>
    Task Erase(string tenantId, IReadOnlyCollection<string> subjects, IReadOnlyCollection<Guid> streams, CancellationToken ct);

    /// <summary>Removes what is kept of a tenant that has left.</summary>
    Task EraseTenant(string tenantId, CancellationToken ct);
}
