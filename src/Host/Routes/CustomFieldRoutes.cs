using SalesEngagement.Application.CustomFields;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.CustomFields;

namespace SalesEngagement.Host.Routes;

/// <summary>The fields that a company keeps beside ours, about contacts and about companies.</summary>
internal static class CustomFieldRoutes
{
    private const string Collection = "/api/v1/custom-fields";

    public static void MapCustomFields(this IEndpointRouteBuilder app)
    {
        var fields = app.MapGroup(Collection).WithTags("Custom fields");
        fields.MapPost("", Define)
            .Needs(Permission.ManageFields)
            .WithSummary("Define a field of contacts or of companies; its name, kind, and whether it is personal stay for ever")
            .Produces<CustomFieldView>(StatusCodes.Status201Created)
            .WithExamples(CustomFieldView.New, CustomFieldView.Example);
        fields.MapGet("", List)
            .Needs(Permission.ReadFields).Reads<CustomFieldCard>()
            .WithSummary("The company's fields by name, those of contacts or of companies with appliesTo; with retired=true those that take no values any more")
            .Produces<ListPage<CustomFieldView>>()
            .WithExamples(request: null, new ListPage<CustomFieldView>([CustomFieldView.Example], Next: null));
        fields.MapGet("/{id:guid}", (Guid id, IEventStore store, HttpContext http, CancellationToken ct) =>
                store.Answer<CustomField>(http, id, CustomFieldView.Of, ct))
            .Needs(Permission.ReadFields)
            .WithSummary("A field, with its version as ETag")
            .Produces<CustomFieldView>()
            .WithExamples(request: null, CustomFieldView.Example);
        fields.MapPatch("/{id:guid}", Change)
            .Needs(Permission.ManageFields)
            .WithSummary("Change a field's label, its choices, or whether it is required")
            .Accepts<CustomFieldPatch>("application/merge-patch+json", "application/json")
            .Produces<CustomFieldView>()
            .WithExamples(new { label = "Staff" }, CustomFieldView.Example with { Version = 2, Label = "Staff" });
        fields.MapPost("/{id:guid}/retire", (Guid id, Commands commands, CancellationToken ct) => commands
                .On<CustomField>(id, (field, now) => RetireFieldHandler.Handle(new(), field, now), ct)
                .ToHttp(CustomFieldView.Of))
            .Needs(Permission.ManageFields)
            .WithSummary("Retire a field: it takes no values any more, and those there are stay")
            .Produces<CustomFieldView>()
            .WithExamples(request: null, CustomFieldView.Example with { Version = 3, RetiredAt = ContactExamples.Contact.CreatedAt });
        fields.MapPost("/{id:guid}/bring-back", (Guid id, Commands commands, CancellationToken ct) => commands
                .On<CustomField>(id, (field, now) => BringBackFieldHandler.Handle(new(), field, now), ct)
                .ToHttp(CustomFieldView.Of))
            .Needs(Permission.ManageFields)
            .WithSummary("Take a retired field back into use")
            .Produces<CustomFieldView>()
            .WithExamples(request: null, CustomFieldView.Example with { Version = 4 });
    }

    private static async Task<IResult> Define(NewCustomField body, Commands commands, TimeProvider clock, CancellationToken ct)
    {
        var check = new Validation();
        var parts = new CustomFieldParts(check);
        check.Require(body.Kind is not null, "/kind", "is required");
        check.Require(
            body is not { IsPersonal: true, AppliesTo: FieldTarget.Companies }, "/isPersonal", "cannot be: what is kept about companies is about nobody");
        var command = new DefineField(
            parts.Name(body.Name), parts.Label(body.Label), body.Kind ?? FieldKind.Text, body.IsRequired, parts.Choices(body.Choices),
            body.IsPersonal ?? body.AppliesTo == FieldTarget.Contacts, body.AppliesTo);
        if (check.Refusal is { } refusal)
            return refusal;

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        return await commands
            .Start<CustomField>(
                id, now => DefineFieldHandler.Handle(command, now), ct,
                (session, _) => CustomFieldRules.KeepNew(session, command.Name, command.AppliesTo))
            .Within(CustomFieldRules.Refusals, id)
            .ToCreated(Collection, CustomFieldView.Of);
    }

    private static async Task<IResult> List(
        bool? retired, Word<FieldTarget>? appliesTo, Paging paging, IQuerySession session, CancellationToken ct)
    {
        var cards = await CustomFieldCard.List(
            session, appliesTo?.Value, retired ?? false, paging.After<CustomFieldKey>(), paging.Limit + 1, ct);
        var page = paging.Of(cards, card => new CustomFieldKey(card.Name, card.AppliesTo));
        return Results.Ok(new ListPage<CustomFieldView>([.. page.Items.Select(CustomFieldView.Of)], page.Next));
    }

    private static async Task<IResult> Change(Guid id, CustomFieldPatch patch, Commands commands, CancellationToken ct)
    {
        var check = new Validation();
        var parts = new CustomFieldParts(check);
        check.Require(!patch.Has("isRequired") || patch.IsRequired is not null, "/isRequired", "is required");
        var command = new ChangeField(
            patch.Has("label") ? parts.Label(patch.Label) : null,
            patch.IsRequired,
            patch.Has("choices") ? parts.Choices(patch.Choices) : null);
        return check.Refusal is { } refusal
            ? refusal
            : await commands
                .On<CustomField>(id, (field, now) => ChangeFieldHandler.Handle(command, field, now), ct)
                .ToHttp(CustomFieldView.Of);
    }
}
