using SalesEngagement.Domain;
using SalesEngagement.Domain.Companies;

namespace SalesEngagement.Application.Companies;

/// <summary>A rep brings back a company that was put away.</summary>
public sealed record RestoreCompany;

public static class RestoreCompanyHandler
{
    public static Decision Handle(RestoreCompany _, Company company, DateTimeOffset now) =>
        company.IsDeleted ? [new CompanyRestored(now)] : [];
}
