namespace SalesEngagement.EventStore.Rebuild;

/// <summary>The table of a read model is missing, or of another version than the program: the message says what to do.</summary>
public sealed class ReadModelTableException(string message) : InvalidOperationException(message);
