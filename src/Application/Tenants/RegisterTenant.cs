using SalesEngagement.Domain;
using SalesEngagement.Domain.Tenants;

namespace SalesEngagement.Application.Tenants;

/// <summary>A company signs up with its first user.</summary>
public sealed record RegisterTenant(string CompanyName, Guid AdminId);

public static class RegisterTenantHandler
{
    public static Decision Handle(RegisterTenant command, DateTimeOffset now) =>
        [new TenantRegistered(command.CompanyName, command.AdminId, now)];
}
