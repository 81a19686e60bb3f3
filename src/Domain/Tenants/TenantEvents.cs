namespace SalesEngagement.Domain.Tenants;

// Stored names and shapes are frozen: add, never edit (see docs/events.md).

/// <summary>A company signed up. Its tenant id is the stream's id.</summary>
[EventType("tenant_registered")]
public sealed record TenantRegistered(string CompanyName, Guid AdminId, DateTimeOffset RegisteredAt);
