namespace SalesEngagement.EventStore.Scheduling;

/// <summary>A message that failed too often. It waits until it is un-parked or cancelled.</summary>
/// <param name="TenantId">Whose it is.</param>
/// <param name="Id">Its id within the tenant.</param>
/// <param name="Name">Stored name of the message.</param>
/// <param name="DueAt">When it was first due.</param>
/// <param name="Attempts">How often it failed since it was scheduled or last un-parked.</param>
/// <param name="Fault">Type of the exception and the method that threw it; never its message.</param>
/// <param name="ParkedAt">When it failed for the last time.</param>
public sealed record ParkedMessage(
    string TenantId, Guid Id, string Name, DateTimeOffset DueAt, int Attempts, string Fault, DateTimeOffset ParkedAt);
