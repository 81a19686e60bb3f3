using SalesEngagement.Domain.Companies;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Companies;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Host.Routes;

/// <summary>The lists about companies, page by page from their read models.</summary>
internal static class CompanyLists
{
    public static async Task<IResult> List(
        Guid? ownerId,
        string? tag,
        string? industry,
        string? domain,
        bool? deleted,
        string? sort,
        Paging paging,
        IQuerySession session,
        HttpContext http,
        CancellationToken ct)
    {
        var filter = new CompanyFilter(
            http.Scope().Owners, ownerId, tag, deleted ?? false, industry, domain?.ToLowerInvariant(),
            await FieldFilters.Read(http, FieldTarget.Companies, session, ct));
        var cards = await CompanyCard.List(
            session, filter, OrderOf(sort), paging.After<CompanyKey>(), paging.Limit + 1, ct);
        var page = paging.Of(cards, card => new CompanyKey(card.SortName, card.CreatedAt, card.Id));
        return Results.Ok(new ListPage<CompanyView>([.. page.Items.Select(CompanyView.Of)], page.Next));
    }

    public static async Task<IResult> Suggest(string? q, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        var found = await CompanySuggestions.For(session, SearchRoutes.Read(q), http.Scope().Owners, ct);
        return Results.Ok(new ListPage<CompanySuggestionView>([.. found.Select(CompanySuggestionView.Of)], Next: null));
    }

    public static async Task<IResult> Timeline(
        Guid id,
        Word<TimelineKind>? kind,
        Instant? from,
        Instant? to,
        Paging paging,
        IQuerySession session,
        IEventStore store,
        HttpContext http,
        CancellationToken ct)
    {
        if ((await store.Read<Company>(http, id, ct)).State is not { IsDeleted: false })
            return CommandAnswers.NotFound;

        var filter = new TimelineFilter(kind?.Value, from?.Value, to?.Value);
        var entries = await ContactTimeline.OfCompany(
            session, id, http.Scope().Owners, filter, paging.After<TimelineKey>(), paging.Limit + 1, ct);
        var page = paging.Of(entries, entry => new TimelineKey(entry.At, entry.Id));
        return Results.Ok(new ListPage<CompanyTimelineView>([.. page.Items.Select(CompanyTimelineView.Of)], page.Next));
    }

    private static CompanyOrder OrderOf(string? sort) => sort switch
    {
        null or "" or "-createdAt" => CompanyOrder.ByCreatedDescending,
        "createdAt" => CompanyOrder.ByCreated,
        "name" => CompanyOrder.ByName,
        "-name" => CompanyOrder.ByNameDescending,
        _ => throw new RefusedRequestException(
            new(400, "invalid-sort", "sort must be name, -name, createdAt or -createdAt.")),
    };
}
