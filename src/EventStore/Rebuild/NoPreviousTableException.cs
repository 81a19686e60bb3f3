namespace SalesEngagement.EventStore.Rebuild;

/// <summary>There is nothing to switch back to: see the message for why and what to do.</summary>
public sealed class NoPreviousTableException(string message) : Exception(message);
