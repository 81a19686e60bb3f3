using System.Text.Json;
using SalesEngagement.Domain.Companies;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Projections.Companies;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Host.Routes;

/// <summary>A company as the API shows it.</summary>
internal sealed record CompanyView(
    Guid Id,
    long Version,
    string Name,
    string? Domain,
    string? Phone,
    AddressBody? Address,
    string? Industry,
    string? TimeZone,
    Guid OwnerId,
    IReadOnlyList<string> Tags,
    IReadOnlyDictionary<string, JsonElement> Fields,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    DateTimeOffset? DeletedAt)
{
    private static readonly DateTimeOffset AddedAt = new(2026, 1, 5, 8, 30, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, JsonElement> Employees =
        new() { [CustomFieldView.Example.Name] = JsonSerializer.SerializeToElement(250) };

    /// <summary>What the documentation shows.</summary>
    public static CompanyView Example { get; } = new(
        Guid.Parse("0199a1d1-9c0d-7b3e-8f0e-2d4f6a8b0c1e"), Version: 2, "Acme", "acme.example", "+14155550199",
        new("1 Main Street", "San Francisco", "CA", "94105", "US"), "machines", "America/Los_Angeles",
        ContactExamples.OwnerId, ["key"], Employees, AddedAt, AddedAt, DeletedAt: null);

    /// <summary>What adds it.</summary>
    public static NewCompany New { get; } = new(
        Example.Name, Example.Domain, Example.Phone, Example.Address, Example.Industry, Example.TimeZone, OwnerId: null, ["key"],
        Example.Fields);

    /// <summary>From the stream.</summary>
    public static CompanyView Of(Guid id, Company company, long version)
    {
        var known = company.Details;
        return new(
            id, version, company.Name, known.Domain, known.Phone,
            AddressOf(known.Street, known.City, known.Region, known.PostalCode, known.Country), known.Industry, known.TimeZone,
            company.OwnerId, company.Tags, Sorted(FieldText.ByName(company.Fields)), company.AddedAt, company.ChangedAt, company.DeletedAt);
    }

    /// <summary>From the list's read model.</summary>
    public static CompanyView Of(CompanyCard card) => new(
        card.Id, card.Version, card.Name, card.Domain, card.Phone,
        AddressOf(card.Street, card.City, card.Region, card.PostalCode, card.Country), card.Industry, card.TimeZone,
        card.OwnerId, card.Tags, Sorted(card.ClearFields), card.CreatedAt, card.ChangedAt, card.DeletedAt);

    private static Dictionary<string, JsonElement> Sorted(IEnumerable<KeyValuePair<string, JsonElement>> fields) =>
        fields.OrderBy(field => field.Key, StringComparer.Ordinal).ToDictionary();

    private static AddressBody? AddressOf(string? street, string? city, string? region, string? postalCode, string? country) =>
        new AddressBody(street, city, region, postalCode, country) is var address && address != new AddressBody() ? address : null;
}

/// <summary>A company while somebody types.</summary>
internal sealed record CompanySuggestionView(Guid Id, string Name, string? Domain)
{
    /// <summary>What the documentation shows.</summary>
    public static CompanySuggestionView Example { get; } = new(CompanyView.Example.Id, CompanyView.Example.Name, CompanyView.Example.Domain);

    public static CompanySuggestionView Of(FoundCompany company) => new(company.Id, company.Name, company.Domain);
}

/// <summary>An entry of a company's timeline: of one of its people.</summary>
internal sealed record CompanyTimelineView(
    Guid Id, Guid ContactId, TimelineKind Kind, DateTimeOffset At, string? By, string Title, string? Body, Guid? CallId)
{
    /// <summary>What the documentation shows.</summary>
    public static CompanyTimelineView Example { get; } = new(
        ContactExamples.Entry.Id, ContactExamples.ContactId, ContactExamples.Entry.Kind, ContactExamples.Entry.At,
        ContactExamples.Entry.By, ContactExamples.Entry.Title, Body: null, ContactExamples.CallId);

    public static CompanyTimelineView Of(ContactTimeline entry) =>
        new(entry.Id, entry.ContactId, entry.Kind, entry.At, entry.By, entry.Title, entry.Body?.Value, entry.CallId);
}
