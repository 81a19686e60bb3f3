using SalesEngagement.Domain.Companies;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Search;

/// <summary>
/// A company as search finds it, and through it its people: by the name that it has now. Looked for through
/// <c>engagement.search_companies</c> alone, as <see cref="ContactSearch"/> is.
/// </summary>
[ReadModel("company_search", Searched = ["keys"], Readers = ["engagement_search"])]
public sealed record CompanySearch(Guid Id, Guid OwnerId, string Name, string? Domain, DateTimeOffset? DeletedAt, int[] Keys)
{
    public static CompanySearch Create(Event<CompanyAdded> e) => new CompanySearch(
        e.StreamId, e.Data.OwnerId, e.Data.Name, e.Data.Details.Domain, DeletedAt: null, Keys: []).Found(e);

    public CompanySearch Apply(Event<CompanyRenamed> e) => (this with { Name = e.Data.Name }).Found(e);

    public CompanySearch Apply(Event<CompanyDetailsChanged> e) => (this with { Domain = e.Data.Details.Domain }).Found(e);

    public CompanySearch Apply(Event<CompanyOwnerAssigned> e) => this with { OwnerId = e.Data.OwnerId };

    public CompanySearch Apply(Event<CompanyDeleted> e) => this with { DeletedAt = e.Data.DeletedAt };

    public CompanySearch Apply(Event<CompanyRestored> _) => this with { DeletedAt = null };

    /// <summary>What these are called now, those put away included.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> NamesOf(IQuerySession session, IEnumerable<Guid> ids, CancellationToken ct) =>
        (await session.Query<FoundCompany>(
            EmbeddedSql.Beside<CompanySearch>("CompanyNames.sql"), ct, Parameter.Of(session.TenantId), Parameter.Of([.. ids])))
        .ToDictionary(company => company.Id, company => company.Name);

    // One that is put away keeps its keys: its people are still found by it.
    private CompanySearch Found(Event e) => this with { Keys = CompanyKeys.Of(e.TenantId, this) };
}
