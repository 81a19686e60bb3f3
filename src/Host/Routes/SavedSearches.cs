using SalesEngagement.Domain.Lists;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Host.Routes;

/// <summary>What a saved search lets through, of those whom somebody reaches.</summary>
internal static class SavedSearches
{
    /// <summary>For a search with words, whose matches are ranked.</summary>
    public static async Task<SearchFilter> Filter(this SavedSearch search, Guid[]? reach, IQuerySession session, CancellationToken ct) => new(
        reach, await SearchRoutes.OwnersOf(search.OwnerId, search.TeamId, session, ct), search.Tag, search.TimeZone,
        Stage: search.Stage, CompanyId: search.CompanyId, Fields: search.Fields);

    /// <summary>For one without: there is nothing to rank by, so contacts are walked in their order to the last, however many.</summary>
    public static async Task<ContactFilter> Narrow(this SavedSearch search, Guid[]? reach, IQuerySession session, CancellationToken ct) => new(
        reach, Tag: search.Tag, Stage: search.Stage, CompanyId: search.CompanyId, TimeZone: search.TimeZone, Fields: search.Fields,
        Team: await SearchRoutes.OwnersOf(search.OwnerId, search.TeamId, session, ct));
}
