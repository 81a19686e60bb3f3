namespace SalesEngagement.EventStore.Daemon;

/// <summary>Why a stream is parked for a shard.</summary>
/// <param name="Shard">Which leaves the stream out.</param>
/// <param name="TenantId">The stream's tenant.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="EventType">Stored name of the event that could not be processed.</param>
/// <param name="Fault">Type of the exception and the method that threw it; never its message.</param>
/// <param name="Attempts">How often it failed, replays included.</param>
/// <param name="FailedAt">When it last failed.</param>
/// <param name="ReplayRequested">Whether the shard's owner was asked to try again.</param>
public sealed record DeadLetter(
    string Shard, string TenantId, Guid StreamId, string EventType, string Fault, int Attempts,
    DateTimeOffset FailedAt, bool ReplayRequested);
