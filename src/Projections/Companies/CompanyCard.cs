using System.Text.Json;
using SalesEngagement.Domain.Companies;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Projections.CustomFields;

namespace SalesEngagement.Projections.Companies;

/// <summary>A company as lists show it; one row per company, deleted ones included.</summary>
[ReadModel("company_card", Indexes = ["sort_name, id", "created_at, id", "owner_id, created_at, id", "domain, id"])]
public sealed record CompanyCard(
    Guid Id,
    long Version,
    string Name,
    string SortName,
    string? Domain,
    string? Phone,
    string? Street,
    string? City,
    string? Region,
    string? PostalCode,
    string? Country,
    string? Industry,
    string? TimeZone,
    Guid OwnerId,
    IReadOnlyList<string> Tags,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    DateTimeOffset? DeletedAt,
    IReadOnlyDictionary<string, JsonElement> ClearFields)
{
    public static CompanyCard Create(Event<CompanyAdded> e) => new CompanyCard(
        e.StreamId, e.Version, e.Data.Name, SortNameOf(e.Data.Name), Domain: null, Phone: null, Street: null, City: null, Region: null,
        PostalCode: null, Country: null, Industry: null, TimeZone: null, e.Data.OwnerId, e.Data.Tags, CreatedAt: e.Data.AddedAt,
        ChangedAt: e.Data.AddedAt, DeletedAt: null, ClearFields: new Dictionary<string, JsonElement>()).Knowing(e.Data.Details);

    public CompanyCard Apply(Event<CompanyRenamed> e) =>
        At(e, e.Data.RenamedAt) with { Name = e.Data.Name, SortName = SortNameOf(e.Data.Name) };

    public CompanyCard Apply(Event<CompanyDetailsChanged> e) => At(e, e.Data.ChangedAt).Knowing(e.Data.Details);

    public CompanyCard Apply(Event<CompanyFieldsChanged> e) =>
        At(e, e.Data.ChangedAt) with { ClearFields = FieldText.ByName(e.Data.Fields) };

    public CompanyCard Apply(Event<CompanyOwnerAssigned> e) => At(e, e.Data.AssignedAt) with { OwnerId = e.Data.OwnerId };

    public CompanyCard Apply(Event<CompanyTagsChanged> e) => At(e, e.Data.ChangedAt) with { Tags = e.Data.Tags };

    public CompanyCard Apply(Event<CompanyDeleted> e) => At(e, e.Data.DeletedAt) with { DeletedAt = e.Data.DeletedAt };

    public CompanyCard Apply(Event<CompanyRestored> e) => At(e, e.Data.RestoredAt) with { DeletedAt = null };

    /// <summary>The companies that match, in the order wanted, starting behind <paramref name="after"/>.</summary>
    public static Task<IReadOnlyList<CompanyCard>> List(
        IQuerySession session, CompanyFilter filter, CompanyOrder order, CompanyKey? after, int rows, CancellationToken ct) =>
        session.Query<CompanyCard>(
            EmbeddedSql.Beside<CompanyCard>($"Companies{order}.sql"),
            ct,
            Parameter.Of(session.TenantId),
            Parameter.Of(filter.OwnerId),
            Parameter.Of(filter.Tag),
            Parameter.Of(filter.Deleted),
            Parameter.Of(filter.Industry),
            Parameter.Of(filter.Domain),
            order is CompanyOrder.ByName or CompanyOrder.ByNameDescending
                ? Parameter.Of(after?.SortName)
                : Parameter.Of(after?.CreatedAt),
            Parameter.Of(after?.Id),
            Parameter.Of(rows),
            Parameter.Of(filter.Reach),
            Parameter.Of(FieldPath.Of(filter.Fields ?? [])));

    /// <summary>Of the companies in use of each of these names, as <see cref="SortNameOf"/> has them, the oldest.</summary>
    public static Task<IReadOnlyList<CompanyCard>> Named(
        IQuerySession session, IEnumerable<string> names, Guid[]? reach, CancellationToken ct) =>
        session.Query<CompanyCard>(
            EmbeddedSql.Beside<CompanyCard>("CompaniesNamed.sql"), ct, Parameter.Of(session.TenantId), Parameter.Of([.. names]), Parameter.Of(reach));

    /// <summary>A name as companies are put in order by it, and known again.</summary>
    public static string SortNameOf(string name) => name.ToLowerInvariant();

    private CompanyCard Knowing(CompanyDetails details) => this with
    {
        Domain = details.Domain,
        Phone = details.Phone,
        Street = details.Street,
        City = details.City,
        Region = details.Region,
        PostalCode = details.PostalCode,
        Country = details.Country,
        Industry = details.Industry,
        TimeZone = details.TimeZone,
    };

    private CompanyCard At(Event e, DateTimeOffset changedAt) => this with { Version = e.Version, ChangedAt = changedAt };
}
