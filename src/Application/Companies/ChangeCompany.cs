using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.CustomFields;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Companies;

namespace SalesEngagement.Application.Companies;

/// <summary>
/// A rep changes what is known about a company. What is null here stays as it is. Fields are set by name; one without a value
/// is removed, the others stay unless all are cleared first.
/// </summary>
public sealed record ChangeCompany(
    string? Name = null,
    CompanyDetailsChange? Details = null,
    Guid? OwnerId = null,
    IReadOnlyList<string>? Tags = null,
    IReadOnlyDictionary<string, FieldValue?>? Fields = null,
    bool ClearFields = false);

/// <summary>Which details are set to what, or to nothing. What is null here stays as it is.</summary>
public sealed record CompanyDetailsChange(
    Set<string>? Domain = null,
    Set<string>? Phone = null,
    Set<string>? Street = null,
    Set<string>? City = null,
    Set<string>? Region = null,
    Set<string>? PostalCode = null,
    Set<string>? Country = null,
    Set<string>? Industry = null,
    Set<string>? TimeZone = null);

public static class ChangeCompanyHandler
{
    public static Decision Handle(ChangeCompany command, Company company, DateTimeOffset now)
    {
        if (company.IsDeleted)
            return Rejection.NotFound("The company is deleted. Restore it first.");

        var details = Changed(command.Details ?? new(), company.Details);
        var fields = new FieldSet([], command.ClearFields ? [] : company.Fields)
            .With(command.Fields ?? new Dictionary<string, FieldValue?>()).Clear;
        if (fields.Count > FieldSet.Most)
            return Rejection.Because("too-many-fields", $"A company has at most {FieldSet.Most} fields.");

        object?[] facts =
        [
            command.Name is { } name && name != company.Name ? new CompanyRenamed(name, now) : null,
            details == company.Details ? null : new CompanyDetailsChanged(details, now),
            fields.SequenceEqual(company.Fields) ? null : new CompanyFieldsChanged(fields, now),
            command.OwnerId is { } owner && owner != company.OwnerId ? new CompanyOwnerAssigned(owner, now) : null,
            command.Tags is { } tags && !tags.SequenceEqual(company.Tags) ? new CompanyTagsChanged(tags, now) : null,
        ];
        return [.. facts.OfType<object>()];
    }

    private static CompanyDetails Changed(CompanyDetailsChange change, CompanyDetails was) => new(
        Of(change.Domain, was.Domain), Of(change.Phone, was.Phone), Of(change.Street, was.Street), Of(change.City, was.City),
        Of(change.Region, was.Region), Of(change.PostalCode, was.PostalCode), Of(change.Country, was.Country),
        Of(change.Industry, was.Industry), Of(change.TimeZone, was.TimeZone));

    private static string? Of(Set<string>? said, string? was) => said is null ? was : said.To;
}
