using SalesEngagement.Domain;
using SalesEngagement.Domain.Companies;
using SalesEngagement.Domain.CustomFields;

namespace SalesEngagement.Application.Companies;

/// <summary>A rep adds an organisation that contacts work for.</summary>
public sealed record AddCompany(
    string Name, CompanyDetails Details, Guid OwnerId, IReadOnlyList<string> Tags, IReadOnlyList<ClearField>? Fields = null);

public static class AddCompanyHandler
{
    public static Decision Handle(AddCompany command, DateTimeOffset now)
    {
        var added = new CompanyAdded(command.Name, command.Details, command.OwnerId, command.Tags, now);
        return command.Fields is { Count: > 0 } fields ? [added, new CompanyFieldsChanged(fields, now)] : [added];
    }
}
