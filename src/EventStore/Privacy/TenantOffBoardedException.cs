namespace SalesEngagement.EventStore.Privacy;

/// <summary>Something was to be written for a tenant that has left. Nothing was written; it never can be.</summary>
public sealed class TenantOffBoardedException(string tenantId)
    : Exception($"Tenant {tenantId} is off-boarded: its keys are destroyed and nothing can be written for it any more.")
{
    /// <summary>Id of the tenant.</summary>
    public string TenantId { get; } = tenantId;
}
