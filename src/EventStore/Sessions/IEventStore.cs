namespace SalesEngagement.EventStore.Sessions;

/// <summary>The event streams and read models of all tenants. Every unit of work names its tenant.</summary>
public interface IEventStore
{
    /// <summary>A unit of work: reads streams, collects appends and rows, writes them in one transaction.</summary>
    IEventSession Open(string tenantId, EventMetadata metadata);

    /// <summary>Reads read models of one tenant.</summary>
    IQuerySession Query(string tenantId);

    /// <summary>
    /// Waits until the shard of read model <typeparamref name="T"/> has passed <paramref name="position"/>. An inline one
    /// has nothing to wait for.
    /// </summary>
    /// <returns>False when <paramref name="timeout"/> ran out first.</returns>
    Task<bool> WaitFor<T>(long position, TimeSpan timeout, CancellationToken ct)
        where T : class;
}

/// <summary>What is stored beside every event of a unit of work.</summary>
/// <param name="UserName">Id of the user, key or process; never a name.</param>
/// <param name="CorrelationId">Trace id of the request.</param>
/// <param name="CausationId">Id of the command or event that led here.</param>
/// <param name="Headers">Anything else, by name; never personal data. Null: none.</param>
public sealed record EventMetadata(
    string? UserName,
    string? CorrelationId = null,
    string? CausationId = null,
    IReadOnlyDictionary<string, string>? Headers = null);
