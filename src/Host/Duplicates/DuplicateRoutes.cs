using SalesEngagement.Application.Duplicates;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Duplicates;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Routes;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Host.Duplicates;

/// <summary>
/// Contacts that look like one person: asked before one is added, and reviewed. A pair is seen by who reaches both, while
/// neither is put away.
/// </summary>
internal static class DuplicateRoutes
{
    private const string Collection = "/api/v1/contacts/duplicates";

    public static void MapDuplicates(this IEndpointRouteBuilder app)
    {
        var duplicates = app.MapGroup(Collection).WithTags("Duplicates");
        duplicates.MapGet("", List)
            .Needs(Permission.ReadContacts).Reads<ContactCard>().AuditsBulk("duplicates")
            .WithSummary("Pairs of contacts that look like one person, the likeliest first; state is open unless another is asked for")
            .Produces<ListPage<DuplicateView>>()
            .WithExamples(request: null, new ListPage<DuplicateView>([DuplicateView.Example], Next: null));
        duplicates.MapPost("/check", Check)
            .Needs(Permission.ReadContacts)
            .WithSummary("Whom somebody may be already who is about to be added; nothing is kept, and names may still be missing")
            .Produces<DuplicateCheck>()
            .WithExamples(ContactExamples.New, new DuplicateCheck([DuplicateHint.Example]));
        duplicates.MapGet("/{id:guid}", Get)
            .Needs(Permission.ReadContacts)
            .WithSummary("A pair, with both contacts as they are now")
            .Produces<DuplicateView>()
            .WithExamples(request: null, DuplicateView.Example);
        duplicates.MapPost("/{id:guid}/dismiss", Dismiss)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Say that the two are two people; they are not proposed again unless there is stronger evidence")
            .Produces<DuplicateView>()
            .WithExamples(request: null, DuplicateView.Example with { State = DuplicateState.Dismissed, DismissedBy = ContactExamples.OwnerId, DismissedAt = ContactExamples.Contact.CreatedAt });
        duplicates.MapPost("/{id:guid}/reopen", Reopen)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Take back that the two are two people")
            .Produces<DuplicateView>()
            .WithExamples(request: null, DuplicateView.Example);
        app.MapDuplicateScans();
    }

    private static async Task<IResult> List(
        Guid? contactId, int? minScore, Word<DuplicateState>? state, Paging paging, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        if (minScore is < 0 or > 100)
            throw new RefusedRequestException(new(400, "invalid-query", "minScore must be a whole number from 0 to 100."));

        var reach = http.Scope().Owners;
        var filter = new DuplicateFilter(reach, state?.Value ?? DuplicateState.Open, minScore ?? 0, contactId);
        var rows = await DuplicateRow.List(session, filter, paging.After<DuplicateRow.PairKey>(), paging.Limit + 1, ct);
        var page = paging.Of(rows, row => new DuplicateRow.PairKey(row.Score, row.Id));
        var cards = await FoundCards.Of(session, page.Items.SelectMany(row => new[] { row.FirstId, row.SecondId }).Distinct(), reach, ct);
        return Results.Ok(new ListPage<DuplicateView>([.. Shown(page.Items, cards)], page.Next));
    }

    // Between the two looks somebody may have been put away.
    private static IEnumerable<DuplicateView> Shown(IReadOnlyList<DuplicateRow> rows, IReadOnlyDictionary<Guid, ContactCard> cards)
    {
        foreach (var row in rows)
        {
            if (cards.TryGetValue(row.FirstId, out var first) && cards.TryGetValue(row.SecondId, out var second))
                yield return DuplicateView.Of(row, ContactView.Of(first), ContactView.Of(second));
        }
    }

    private static async Task<IResult> Check(
        NewContact body, DuplicateHints hints, IEventStore store, HttpContext http, CancellationToken ct)
    {
        var check = new Validation();
        var parts = new ContactParts(check);
        var company = await store.Company(body.CompanyId, check, http, ct);
        var (phones, emails) = (parts.Phones(body.Phones), parts.Emails(body.Emails));
        var first = check.OptionalText(body.FirstName, "/firstName", ContactParts.LongestName);
        var last = check.OptionalText(body.LastName, "/lastName", ContactParts.LongestName);
        return check.Refusal is { } refusal
            ? refusal
            : Results.Ok(new DuplicateCheck(await hints.Of(
                http.Tenant(), new(new(first ?? ""), new(last ?? ""), phones, emails, company?.Id, company?.Name), http.Scope(), self: null, ct)));
    }

    private static async Task<IResult> Get(Guid id, IEventStore store, HttpContext http, CancellationToken ct) =>
        await Seen(store, http, id, ct) is { } pair ? Results.Ok(pair) : CommandAnswers.NotFound;

    private static async Task<IResult> Dismiss(Guid id, Commands commands, IEventStore store, HttpContext http, CancellationToken ct)
    {
        if (await Seen(store, http, id, ct) is not { } pair)
            return CommandAnswers.NotFound;
        var command = new DismissDuplicate(pair.Contacts[0].Id, pair.Contacts[1].Id, new(pair.Score, pair.Reasons), http.UserId());
        var before = await store.Open(http.Tenant(), new(http.Principal())).Fetch<DuplicatePair>(id, ct);
        var running = before.State is null
            ? commands.Start<DuplicatePair>(id, now => DismissDuplicateHandler.Handle(command, now), ct)
            : commands.On<DuplicatePair>(id, (state, now) => DismissDuplicateHandler.Handle(command, state, now), ct);
        return await Answer(running, pair, store, http, ct);
    }

    private static async Task<IResult> Reopen(Guid id, Commands commands, IEventStore store, HttpContext http, CancellationToken ct)
    {
        if (await Seen(store, http, id, ct) is not { } pair)
            return CommandAnswers.NotFound;
        var before = await store.Open(http.Tenant(), new(http.Principal())).Fetch<DuplicatePair>(id, ct);
        return before.State is null
            ? Results.Ok(pair) // Nobody has ever dismissed it.
            : await Answer(
                commands.On<DuplicatePair>(id, (state, now) => ReopenDuplicateHandler.Handle(new(), state, now), ct), pair, store, http, ct);
    }

    /// <summary>The pair as it is then: its row is written with the event.</summary>
    private static async Task<IResult> Answer(
        Task<CommandResult<DuplicatePair>> running, DuplicateView pair, IEventStore store, HttpContext http, CancellationToken ct)
    {
        var result = await running;
        var after = await DuplicateRow.Find(store.Query(http.Tenant()), pair.Id, ct);
        return await Task.FromResult(result).ToHttp(_ => after is null ? pair : DuplicateView.Of(after, pair.Contacts[0], pair.Contacts[1]));
    }

    /// <summary>A pair, its contacts from their streams; null when it is not there, or one of both is put away or out of reach.</summary>
    private static async Task<DuplicateView?> Seen(IEventStore store, HttpContext http, Guid id, CancellationToken ct)
    {
        if (await DuplicateRow.Find(store.Query(http.Tenant()), id, ct) is not { } row)
            return null;
        var both = await store.Open(http.Tenant(), new(http.Principal())).FetchMany<Contact>([row.FirstId, row.SecondId], ct);
        return Shown(row.FirstId) is { } first && Shown(row.SecondId) is { } second ? DuplicateView.Of(row, first, second) : null;

        ContactView? Shown(Guid contactId) =>
            both.TryGetValue(contactId, out var stream) && stream.State is { IsDeleted: false } contact && http.Scope().Covers(contact)
                ? ContactView.Of(contactId, contact, stream.Version)
                : null;
    }
}
