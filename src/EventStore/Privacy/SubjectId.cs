namespace SalesEngagement.EventStore.Privacy;

/// <summary>A person of a tenant, under whose key their data is encrypted.</summary>
internal readonly record struct SubjectId(string TenantId, string Subject);
