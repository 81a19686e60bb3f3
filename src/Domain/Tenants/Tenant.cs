namespace SalesEngagement.Domain.Tenants;

/// <summary>A company as it stands.</summary>
/// <param name="CompanyName">As the company writes it.</param>
/// <param name="AdminId">Its first user.</param>
/// <param name="RegisteredAt">When it signed up.</param>
public sealed record Tenant(string CompanyName, Guid AdminId, DateTimeOffset RegisteredAt)
{
    public static Tenant Create(TenantRegistered e) => new(e.CompanyName, e.AdminId, e.RegisteredAt);
}
