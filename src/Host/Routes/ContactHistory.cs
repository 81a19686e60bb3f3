using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Folding;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Merges;

namespace SalesEngagement.Host.Routes;

/// <summary>
/// A contact's past, from its log: as it was at an instant, and every event with what it changed. What was erased reads
/// as erased in the past too.
/// </summary>
internal static class ContactHistory
{
    private const string ReasonHeader = "reason";
    private static readonly string[] NotPartOfThePast = ["id", "version", "changedAt"];

    /// <summary>The contact as it was recorded then; 404 when it was not there yet, or put away. Who reaches it now sees it.</summary>
    public static async Task<IResult> AsOf(Guid id, DateTimeOffset instant, IEventStore store, HttpContext http, CancellationToken ct)
    {
        if ((await store.Read<Contact>(http, id, ct)).State is null)
            return CommandAnswers.NotFound;

        var (state, version, _) = await store.Open(http.Tenant(), new(http.Principal())).FetchAsOf<Contact>(id, instant, ct);
        return state is { DeletedAt: null } then ? Results.Ok(ContactView.Of(id, then, version)) : CommandAnswers.NotFound;
    }

    /// <summary>
    /// Its events and those of contacts that were merged into it, the newest first. Each look is written to the audit trail.
    /// </summary>
    public static async Task<IResult> List(
        Guid id, Paging paging, IEventStore store, IQuerySession reading, AuditLog audit, HttpContext http, CancellationToken ct)
    {
        if ((await store.Read<Contact>(http, id, ct)).State is null)
            return CommandAnswers.NotFound;

        var after = paging.After<HistoryKey>();
        var session = store.Open(http.Tenant(), new(http.Principal()));
        var steps = new List<Step>();
        foreach (var one in await MergedContacts.With(reading, id, ct))
            steps.AddRange(Steps(one, await session.Read(one, ct)));
        var rows = steps.OrderByDescending(step => step.Event.Sequence)
            .Where(step => after is null || step.Event.Sequence < after.Sequence).Take(paging.Limit + 1).ToArray();
        var page = paging.Of(rows, step => new HistoryKey(step.Event.Sequence));
        await audit.RecordRead(http, "contact-history", id, ct);
        return Results.Ok(new ListPage<HistoryView>([.. page.Items.Select(View)], page.Next));
    }

    private static List<Step> Steps(Guid id, IReadOnlyList<Event> events)
    {
        var steps = new List<Step>(events.Count);
        Contact? state = null;
        foreach (var @event in events)
        {
            var before = state;
            state = Fold.Into<Contact>([@event], before);
            steps.Add(new(id, @event, before, state));
        }

        return steps;
    }

    private static HistoryView View(Step step) => new(
        step.ContactId,
        step.Event.Version,
        step.Event.Body.GetType().GetCustomAttribute<EventTypeAttribute>()?.Name ?? "unknown",
        step.Event.Timestamp,
        step.Event.UserName,
        step.Event.Headers?.GetValueOrDefault(ReasonHeader),
        step.Event.CorrelationId,
        step.Event.CausationId,
        [.. Changes(Members(step.ContactId, step.Before), Members(step.ContactId, step.After))]);

    private static IEnumerable<HistoryChange> Changes(SortedDictionary<string, JsonNode> before, SortedDictionary<string, JsonNode> after) =>
        from member in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
        let was = before.GetValueOrDefault(member)
        let now = after.GetValueOrDefault(member)
        where !JsonNode.DeepEquals(was, now)
        select new HistoryChange(member, Element(was), Element(now));

    /// <summary>What the API shows of the contact, by JSON pointer, each of its fields by itself; and its company's name then.</summary>
    private static SortedDictionary<string, JsonNode> Members(Guid id, Contact? contact)
    {
        var members = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        if (contact is null)
            return members;

        var view = JsonSerializer.SerializeToNode(ContactView.Of(id, contact, version: 0), JsonFormat.Options)!.AsObject();
        foreach (var (name, value) in view)
        {
            if (name == "fields")
                Add(value!.AsObject(), "/fields/");
            else if (value is not null && !NotPartOfThePast.Contains(name))
                members[$"/{name}"] = value;
        }

        if (contact.CompanyName is { } company)
            members["/companyName"] = JsonValue.Create(company);
        return members;

        void Add(JsonObject fields, string prefix)
        {
            foreach (var (name, value) in fields)
                members[prefix + FieldValues.Escaped(name)] = value!;
        }
    }

    private static JsonElement? Element(JsonNode? node) => node is null ? null : JsonSerializer.SerializeToElement(node);

    /// <summary>An event with the contact before and after it.</summary>
    private sealed record Step(Guid ContactId, Event Event, Contact? Before, Contact? After);

    /// <summary>An event's place in the history; sealed as it goes out.</summary>
    private sealed record HistoryKey(long Sequence);
}
