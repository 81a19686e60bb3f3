namespace SalesEngagement.EventStore.Privacy;

/// <summary>Something outside the store that is wrapped with a master key too, and so takes part in its rotation.</summary>
public interface IMasterKeyHolder
{
    /// <summary>Wraps what is wrapped with an older key with the current one. Can be repeated.</summary>
    Task Rewrap(CancellationToken ct);
}
