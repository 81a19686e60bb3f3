using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Duplicates;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Merges;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Projections.Merges;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Host.Routes;

/// <summary>The people whom reps speak to.</summary>
internal static class ContactRoutes
{
    private const string Collection = "/api/v1/contacts";

    public static void MapContacts(this IEndpointRouteBuilder app)
    {
        var contacts = app.MapGroup(Collection).WithTags("Contacts");
        contacts.MapPost("", Add)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Add a contact; the answer says whom it may be already. With onDuplicate=refuse it is not added then")
            .Produces<ContactView>(StatusCodes.Status201Created)
            .WithExamples(ContactExamples.New, ContactExamples.Contact with { Duplicates = [DuplicateHint.Example] });
        contacts.MapGet("/{id:guid}", Get)
            .Needs(Permission.ReadContacts)
            .WithSummary("A contact, with its version as ETag; with asOf as it was recorded at that instant, without. One that was merged says into which")
            .Produces<ContactView>()
            .WithExamples(request: null, ContactExamples.Contact);
        contacts.MapPatch("/{id:guid}", Change)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Change a contact by merge patch: absent members stay, null removes")
            .Accepts<ContactPatch>("application/merge-patch+json", "application/json")
            .Produces<ContactView>()
            .WithExamples(ContactExamples.Patch, ContactExamples.Contact with { Version = 2, Title = "VP Sales" });
        contacts.MapDelete("/{id:guid}", Delete)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Put a contact away; it can be restored")
            .Produces(StatusCodes.Status204NoContent);
        contacts.MapPost("/{id:guid}/restore", Restore)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Bring back a contact that was put away")
            .Produces<ContactView>()
            .WithExamples(request: null, ContactExamples.Contact with { Version = 3 });
        contacts.MapPost("/{id:guid}/owner", Assign)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Make another user responsible for a contact")
            .Produces<ContactView>()
            .WithExamples(new OwnerBody(ContactExamples.Contact.OwnerId), ContactExamples.Contact with { Version = 2 });
        contacts.MapPut("/{id:guid}/tags/{tag}", Tag)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Put a tag on a contact; one with a slash is put by PATCH")
            .Produces<ContactView>()
            .Refuses(StatusCodes.Status422UnprocessableEntity)
            .WithExamples(request: null, ContactExamples.Contact with { Version = 2 });
        contacts.MapDelete("/{id:guid}/tags/{tag}", Untag)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Take a tag off a contact")
            .Produces<ContactView>()
            .Refuses(StatusCodes.Status422UnprocessableEntity)
            .WithExamples(request: null, ContactExamples.Contact with { Version = 3, Tags = [] });
        contacts.MapGet("", ContactLists.List)
            .Needs(Permission.ReadContacts).Reads<ContactCard>().Reads<ContactSearch>().Reads<ContactTimeline>().AuditsBulk("contacts")
            .WithSummary("Contacts; sort by name or createdAt, with - for descending; filter also by custom fields (field.region=, field.employees[gte]=, field.renewal[exists]=)")
            .Produces<ListPage<ContactView>>()
            .WithExamples(request: null, new ListPage<ContactView>([ContactExamples.Contact], Next: null));
        contacts.MapGet("/{id:guid}/history", ContactHistory.List)
            .Needs(Permission.ReadSecurity)
            .WithSummary("Every event of a contact, the newest first: who, when, why, and each member before and after")
            .Produces<ListPage<HistoryView>>()
            .WithExamples(request: null, new ListPage<HistoryView>([HistoryView.Example], Next: null));
        contacts.MapGet("/{id:guid}/timeline", ContactLists.Timeline)
            .Needs(Permission.ReadContacts).Reads<ContactTimeline>().AuditsBulk("timeline")
            .WithSummary("What happened with a contact, the newest first")
            .Produces<ListPage<TimelineView>>()
            .WithExamples(request: null, new ListPage<TimelineView>([ContactExamples.Entry], Next: null));
    }

    private static async Task<IResult> Add(
        NewContact body, Word<OnDuplicate>? onDuplicate, Commands commands, ContactEntry entry, IEventStore store, IQuerySession session,
        HttpContext http, CancellationToken ct)
    {
        var check = new Validation();
        var fields = await new FieldReader(FieldTarget.Contacts, check, store, session, http).All(body.Fields, ct);
        var company = await store.Company(body.CompanyId, check, http, ct);
        var command = ContactCommands.Read(body, fields, company, http.UserId(), check);
        await store.OwnerExists(body.OwnerId, check, http, ct);
        if (check.Refusal is { } refusal)
            return refusal;
        return onDuplicate is { Value: OnDuplicate.Refuse }
            ? await entry.AddNew(command, commands, http, ct)
            : await entry.Add(command, commands, http, ct);
    }

    private static async Task<IResult> Get(
        Guid id, Instant? asOf, IEventStore store, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        if (asOf is { Value: var instant })
            return await ContactHistory.AsOf(id, instant, store, http, ct);

        var (contact, version, _) = await store.Read<Contact>(http, id, ct);
        if (contact is not { DeletedAt: null })
            return CommandAnswers.NotFound;
        http.Response.Headers.ETag = CommandAnswers.ETagOf(version);
        var view = ContactView.Of(id, contact, version);
        return Results.Ok(view.MergedInto is null ? view : view with { MergedInto = await MergedContacts.SurvivorOf(session, id, ct) });
    }

    private static async Task<IResult> Change(
        Guid id, ContactPatch patch, Commands commands, ContactEntry entry, IEventStore store, IQuerySession session, HttpContext http,
        CancellationToken ct)
    {
        var check = new Validation();
        var fields = patch.Has("fields") ? await new FieldReader(FieldTarget.Contacts, check, store, session, http).Changes(patch.Fields, ct) : null;
        var company = await store.Company(patch.CompanyId, check, http, ct);
        var command = ContactCommands.Read(patch, fields, company, check);
        await store.OwnerExists(patch.OwnerId, check, http, ct);
        return check.Refusal is { } refusal ? refusal : await entry.Change(id, command, commands, http, ct);
    }

    private static Task<IResult> Delete(Guid id, Commands commands, IQuerySession session, CancellationToken ct) => commands
        .On<Contact>(id, (contact, now) => DeleteContactHandler.Handle(new(), contact, now), ct)
        .NamingSurvivor(session, ct).ToHttp();

    private static Task<IResult> Restore(Guid id, Commands commands, IQuerySession session, CancellationToken ct) => commands
        .On<Contact>(id, (contact, now) => RestoreContactHandler.Handle(new(), contact, now), ct)
        .NamingSurvivor(session, ct).ToHttp(ContactView.Of);

    private static async Task<IResult> Assign(
        Guid id, OwnerBody body, Commands commands, IEventStore store, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        var check = new Validation();
        check.Require(body.OwnerId is not null, "/ownerId", "is required");
        await store.OwnerExists(body.OwnerId, check, http, ct);
        var command = new ChangeContact(OwnerId: body.OwnerId);
        return check.Refusal is { } refusal
            ? refusal
            : await commands
                .On<Contact>(id, (contact, now) => ChangeContactHandler.Handle(command, contact, now), ct)
                .NamingSurvivor(session, ct).ToHttp(ContactView.Of);
    }

    private static async Task<IResult> Tag(Guid id, string tag, Commands commands, IQuerySession session, CancellationToken ct)
    {
        var check = new Validation();
        var command = new TagContact(new ContactParts(check).Tag(tag));
        return check.Refusal is { } refusal
            ? refusal
            : await commands
                .On<Contact>(id, (contact, now) => TagContactHandler.Handle(command, contact, now), ct)
                .NamingSurvivor(session, ct).ToHttp(ContactView.Of);
    }

    private static async Task<IResult> Untag(Guid id, string tag, Commands commands, IQuerySession session, CancellationToken ct)
    {
        var check = new Validation();
        var command = new UntagContact(new ContactParts(check).Tag(tag));
        return check.Refusal is { } refusal
            ? refusal
            : await commands
                .On<Contact>(id, (contact, now) => UntagContactHandler.Handle(command, contact, now), ct)
                .NamingSurvivor(session, ct).ToHttp(ContactView.Of);
    }
}
