using SalesEngagement.Application.Companies;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Companies;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Companies;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Host.Routes;

/// <summary>The organisations that contacts work for.</summary>
internal static class CompanyRoutes
{
    private const string Collection = "/api/v1/companies";

    public static void MapCompanies(this IEndpointRouteBuilder app)
    {
        var companies = app.MapGroup(Collection).WithTags("Companies");
        companies.MapPost("", Add)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Add a company")
            .Produces<CompanyView>(StatusCodes.Status201Created)
            .WithExamples(CompanyView.New, CompanyView.Example);
        companies.MapGet("/{id:guid}", (Guid id, IEventStore store, HttpContext http, CancellationToken ct) =>
                store.Answer<Company>(
                    http, id, (_, company, version) => company.IsDeleted ? null : CompanyView.Of(id, company, version), ct))
            .Needs(Permission.ReadContacts)
            .WithSummary("A company, with its version as ETag; its people are listed at /contacts?companyId=")
            .Produces<CompanyView>()
            .WithExamples(request: null, CompanyView.Example);
        companies.MapPatch("/{id:guid}", Change)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Change a company by merge patch: absent members stay, null removes")
            .Accepts<CompanyPatch>("application/merge-patch+json", "application/json")
            .Produces<CompanyView>()
            .WithExamples(new { industry = "tools" }, CompanyView.Example with { Version = 3, Industry = "tools" });
        companies.MapDelete("/{id:guid}", Delete)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Put a company away; its people stay, and it can be restored")
            .Produces(StatusCodes.Status204NoContent);
        companies.MapPost("/{id:guid}/restore", Restore)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Bring back a company that was put away")
            .Produces<CompanyView>()
            .WithExamples(request: null, CompanyView.Example with { Version = 4 });
        companies.MapGet("", CompanyLists.List)
            .Needs(Permission.ReadContacts).Reads<CompanyCard>()
            .WithSummary("Companies; sort by name or createdAt, with - for descending; filter also by custom fields (field.region=, field.employees[gte]=, field.renewal[exists]=)")
            .Produces<ListPage<CompanyView>>()
            .WithExamples(request: null, new ListPage<CompanyView>([CompanyView.Example], Next: null));
        companies.MapGet("/suggestions", CompanyLists.Suggest)
            .Needs(Permission.ReadContacts).Reads<CompanySearch>()
            .WithSummary("At most ten companies with a name or domain that has, or begins with, each word of q, or a name nearly so: for typing")
            .Produces<ListPage<CompanySuggestionView>>()
            .WithExamples(request: null, new ListPage<CompanySuggestionView>([CompanySuggestionView.Example], Next: null));
        companies.MapGet("/{id:guid}/timeline", CompanyLists.Timeline)
            .Needs(Permission.ReadContacts).Reads<ContactTimeline>().Reads<ContactCard>().AuditsBulk("timeline")
            .WithSummary("What happened with a company's people, the newest first")
            .Produces<ListPage<CompanyTimelineView>>()
            .WithExamples(request: null, new ListPage<CompanyTimelineView>([CompanyTimelineView.Example], Next: null));
    }

    private static async Task<IResult> Add(
        NewCompany body, Commands commands, IEventStore store, IQuerySession session, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var check = new Validation();
        var fields = await new FieldReader(FieldTarget.Companies, check, store, session, http).All(body.Fields, ct);
        var command = CompanyCommands.Read(body, fields, http.UserId(), check);
        await store.OwnerExists(body.OwnerId, check, http, ct);
        return check.Refusal is { } refusal
            ? refusal
            : await commands
                .Start<Company>(Guid.CreateVersion7(clock.GetUtcNow()), now => AddCompanyHandler.Handle(command, now), ct)
                .ToCreated(Collection, CompanyView.Of);
    }

    private static async Task<IResult> Change(
        Guid id, CompanyPatch patch, Commands commands, IEventStore store, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        var check = new Validation();
        var fields = patch.Has("fields")
            ? await new FieldReader(FieldTarget.Companies, check, store, session, http).Changes(patch.Fields, ct)
            : null;
        var command = CompanyCommands.Read(patch, fields, check);
        await store.OwnerExists(patch.OwnerId, check, http, ct);
        return check.Refusal is { } refusal
            ? refusal
            : await commands
                .On<Company>(id, (company, now) => ChangeCompanyHandler.Handle(command, company, now), ct)
                .ToHttp(CompanyView.Of);
    }

    private static Task<IResult> Delete(Guid id, Commands commands, CancellationToken ct) => commands
        .On<Company>(id, (company, now) => DeleteCompanyHandler.Handle(new(), company, now), ct)
        .ToHttp();

    private static Task<IResult> Restore(Guid id, Commands commands, CancellationToken ct) => commands
        .On<Company>(id, (company, now) => RestoreCompanyHandler.Handle(new(), company, now), ct)
        .ToHttp(CompanyView.Of);
}
