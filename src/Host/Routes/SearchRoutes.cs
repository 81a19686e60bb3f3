using Microsoft.AspNetCore.Mvc;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Host.Routes;

/// <summary>Finding contacts by whatever is known of them.</summary>
internal static class SearchRoutes
{
    /// <summary>Characters that a query may have.</summary>
    public const int LongestQuery = 200;

    public static void MapSearch(this IEndpointRouteBuilder app)
    {
        var contacts = app.MapGroup("/api/v1/contacts").WithTags("Contacts");
        contacts.MapGet("/search", Search)
            .Needs(Permission.ReadContacts).Reads<ContactSearch>().Reads<CompanySearch>().Reads<NoteSearch>().Reads<ContactCard>().AuditsBulk("contacts")
            .WithSummary("Contacts by name, nickname, e-mail, phone in any format, title, tag, company, field or note, the best match first; words may be misspelt and in any order; filters also by custom fields (field.region=, field.employees[gte]=)")
            .Produces<SearchPage>()
            .WithExamples(request: null, SearchExamples.Page);
        contacts.MapGet("/suggestions", Suggest)
            .Needs(Permission.ReadContacts).Reads<ContactSearch>()
            .WithSummary("At most ten names that have, or begin with, each word of q: for typing")
            .Produces<ListPage<SuggestionView>>()
            .WithExamples(request: null, SearchExamples.Suggestions);
    }

    private static async Task<IResult> Search(
        string? q,
        Guid? ownerId,
        Guid? teamId,
        string? tag,
        string? timeZone,
        string? stage,
        Guid? companyId,
        [FromQuery(Name = "createdAt[gte]")] Instant? createdFrom,
        [FromQuery(Name = "createdAt[lt]")] Instant? createdBefore,
        [FromQuery(Name = "touchedAt[gte]")] Instant? touchedFrom,
        [FromQuery(Name = "touchedAt[lt]")] Instant? touchedBefore,
        Paging paging,
        IQuerySession session,
        HttpContext http,
        CancellationToken ct)
    {
        var text = Read(q);
        var filter = new SearchFilter(
            http.Scope().Owners, await OwnersOf(ownerId, teamId, session, ct), tag, timeZone,
            createdFrom?.Value, createdBefore?.Value, touchedFrom?.Value, touchedBefore?.Value, stage, companyId,
            await FieldFilters.Read(http, FieldTarget.Contacts, session, ct));
        if (string.IsNullOrWhiteSpace(text) && !filter.IsNarrow)
        {
            throw new RefusedRequestException(new(
                400, "invalid-query", "Say what to look for: q, or at least one of ownerId, teamId, tag, timeZone, stage, companyId and a custom field that has a value."));
        }

        var found = await ContactMatches.Find(session, text, filter, ct);
        return Results.Ok(await SearchPage.Of(text, found, filter.Reach, paging, session, ct));
    }

    private static async Task<IResult> Suggest(string? q, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        var found = await NameSuggestions.For(session, Read(q), http.Scope().Owners, ct);
        return Results.Ok(new ListPage<SuggestionView>([.. found.Select(SuggestionView.Of)], Next: null));
    }

    /// <summary>The reps whose contacts are asked for: one, those of a team, or one if in the team; null for any.</summary>
    public static async Task<Guid[]?> OwnersOf(Guid? ownerId, Guid? teamId, IQuerySession session, CancellationToken ct)
    {
        if (teamId is not { } team)
            return ownerId is { } owner ? [owner] : null;

        var members = await TeamMember.Of(session, team, ct);
        return ownerId is { } one ? [.. members.Intersect([one])] : members;
    }

    /// <summary>What somebody typed, no longer than it may be.</summary>
    public static string? Read(string? q) => q is null or { Length: <= LongestQuery }
        ? q
        : throw new RefusedRequestException(new(400, "query-too-long", $"q must have at most {LongestQuery} characters."));
}
