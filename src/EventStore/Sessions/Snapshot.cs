namespace SalesEngagement.EventStore.Sessions;

/// <summary>A folded stream as it is kept: <see cref="Subject"/> is whose key its data is encrypted under, if anybody's.</summary>
internal sealed record Snapshot(long Version, long Position, string? Subject, byte[] Data);
