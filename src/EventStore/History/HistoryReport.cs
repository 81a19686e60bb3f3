namespace SalesEngagement.EventStore.History;

/// <summary>What a verification found.</summary>
/// <param name="Tenants">One line for each tenant looked at.</param>
/// <param name="Rounds">How many rounds were checked.</param>
/// <param name="Anchored">How many of them the anchor confirmed.</param>
/// <param name="Fault">The first fault of the rounds that is no single tenant's; null when there is none.</param>
public sealed record HistoryReport(IReadOnlyList<TenantReport> Tenants, long Rounds, long Anchored, HistoryFault? Fault)
{
    /// <summary>Whether everything is as it was sealed.</summary>
    public bool IsClean => Fault is null && Tenants.All(tenant => tenant.Fault is null);

    /// <summary>All faults, tenants' first.</summary>
    public IEnumerable<HistoryFault> Faults =>
        Tenants.Select(tenant => tenant.Fault).Append(Fault).OfType<HistoryFault>();
}

/// <summary>What a verification found of a tenant, up to its first fault.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="Blocks">Blocks checked.</param>
/// <param name="Events">Events checked.</param>
/// <param name="Fault">The first fault; null when there is none.</param>
public sealed record TenantReport(string TenantId, long Blocks, long Events, HistoryFault? Fault);
