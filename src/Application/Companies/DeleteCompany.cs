using SalesEngagement.Domain;
using SalesEngagement.Domain.Companies;

namespace SalesEngagement.Application.Companies;

/// <summary>A rep puts a company away. Its people stay.</summary>
public sealed record DeleteCompany;

public static class DeleteCompanyHandler
{
    public static Decision Handle(DeleteCompany _, Company company, DateTimeOffset now) =>
        company.IsDeleted ? [] : [new CompanyDeleted(now)];
}
