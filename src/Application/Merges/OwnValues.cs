using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Application.Merges;

/// <summary>What a contact has without a merge.</summary>
public sealed record OwnValues(
    PersonName FirstName,
    PersonName LastName,
    FreeText? Title,
    IReadOnlyList<ContactPhone> Phones,
    IReadOnlyList<ContactEmail> Emails,
    IReadOnlyList<string> Tags,
    IReadOnlyList<ContactField> Fields,
    IReadOnlyList<ClearField> ClearFields,
    string? TimeZone,
    TimeZoneProvenance? TimeZoneProvenance,
    Guid OwnerId,
    Guid? CompanyId,
    string? CompanyName,
    string? Stage,
    string? Source);
