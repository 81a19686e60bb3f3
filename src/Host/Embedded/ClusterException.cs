namespace SalesEngagement.Host.Embedded;

/// <summary>The private PostgreSQL cannot be run; the message says why and what to do, and is shown without a stack.</summary>
internal sealed class ClusterException(string message) : Exception(message);
