namespace SalesEngagement.EventStore.Daemon;

/// <summary>Which part of the log to read: above <paramref name="From"/> up to <paramref name="UpTo"/>, in order.</summary>
/// <param name="From">Exclusive.</param>
/// <param name="UpTo">Inclusive; never above the mark.</param>
/// <param name="Types">Stored names of the wanted events.</param>
/// <param name="TenantId">Only this tenant's; null for all.</param>
/// <param name="StreamId">Only this stream's; null for all.</param>
internal sealed record LogQuery(
    long From, long UpTo, string[] Types, string? TenantId = null, Guid? StreamId = null);
