using Microsoft.AspNetCore.Mvc;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Host.Routes;

/// <summary>The lists about contacts, page by page from their read models.</summary>
internal static class ContactLists
{
    public static async Task<IResult> List(
        Guid? ownerId,
        Guid? teamId,
        string? tag,
        Guid? companyId,
        string? stage,
        string? timeZone,
        bool? deleted,
        [FromQuery(Name = "createdAt[gte]")] Instant? createdFrom,
        [FromQuery(Name = "createdAt[lt]")] Instant? createdBefore,
        [FromQuery(Name = "touchedAt[gte]")] Instant? touchedFrom,
        [FromQuery(Name = "touchedAt[lt]")] Instant? touchedBefore,
        string? sort,
        Paging paging,
        IQuerySession session,
        HttpContext http,
        CancellationToken ct)
    {
        var filter = new ContactFilter(
            http.Scope().Owners, ownerId, tag, deleted ?? false, createdFrom?.Value, createdBefore?.Value, stage, companyId,
            teamId is { } team ? await TeamMember.Of(session, team, ct) : null, timeZone, touchedFrom?.Value, touchedBefore?.Value,
            await FieldFilters.Read(http, FieldTarget.Contacts, session, ct));
        var cards = await ContactCard.List(
            session, filter, OrderOf(sort), paging.After<ContactKey>(), paging.Limit + 1, ct);
        var page = paging.Of(cards, ContactKey.Of);
        return Results.Ok(new ListPage<ContactView>([.. page.Items.Select(ContactView.Of)], page.Next));
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
        if ((await store.Read<Contact>(http, id, ct)).State is not { IsDeleted: false })
            return CommandAnswers.NotFound;

        var filter = new TimelineFilter(kind?.Value, from?.Value, to?.Value);
        var entries = await ContactTimeline.Of(
            session, id, filter, paging.After<TimelineKey>(), paging.Limit + 1, ct);
        var page = paging.Of(entries, entry => new TimelineKey(entry.At, entry.Id));
        return Results.Ok(new ListPage<TimelineView>([.. page.Items.Select(TimelineView.Of)], page.Next));
    }

    private static ContactOrder OrderOf(string? sort) => sort switch
    {
        null or "" or "-createdAt" => ContactOrder.ByCreatedDescending,
        "createdAt" => ContactOrder.ByCreated,
        "name" => ContactOrder.ByName,
        "-name" => ContactOrder.ByNameDescending,
        _ => throw new RefusedRequestException(
            new(400, "invalid-sort", "sort must be name, -name, createdAt or -createdAt.")),
    };
}

/// <summary>An entry of a timeline as the API shows it.</summary>
internal sealed record TimelineView(
    Guid Id, TimelineKind Kind, DateTimeOffset At, string? By, string Title, string? Body, Guid? CallId)
{
    public static TimelineView Of(ContactTimeline entry) =>
        new(entry.Id, entry.Kind, entry.At, entry.By, entry.Title, entry.Body?.Value, entry.CallId);
}
