using SalesEngagement.Domain;
using SalesEngagement.Domain.Companies;

namespace SalesEngagement.Application.Companies;

/// <summary>A rep adds an organisation that contacts work for.</summary>
public sealed record AddCompany(string Name, CompanyDetails Details, Guid OwnerId, IReadOnlyList<string> Tags);

public static class AddCompanyHandler
{
    public static Decision Handle(AddCompany command, DateTimeOffset now) =>
        [new CompanyAdded(command.Name, command.Details, command.OwnerId, command.Tags, now)];
}
