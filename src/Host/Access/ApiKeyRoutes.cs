using SalesEngagement.Application.ApiKeys;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.ApiKeys;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.ApiKeys;

namespace SalesEngagement.Host.Access;

/// <summary>The keys with which programs act for users of a company.</summary>
internal static class ApiKeyRoutes
{
    private const string Collection = "/api/v1/api-keys";

    public static void MapApiKeys(this IEndpointRouteBuilder app)
    {
        var keys = app.MapGroup(Collection).WithTags("API keys");
        keys.MapPost("", Create)
            .Needs(Permission.ManageKeys)
            .WithSummary("Make a key. It is shown in this answer alone: a repetition by Idempotency-Key answers without it")
            .Produces<ApiKeyView>(StatusCodes.Status201Created)
            .WithExamples(ApiKeyExamples.New, ApiKeyExamples.Shown);
        keys.MapGet("", List)
            .Needs(Permission.ManageKeys).Reads<ApiKeyCard>()
            .WithSummary("The keys by name, with their last use; revoked=true: those that are revoked")
            .Produces<ListPage<ApiKeyView>>()
            .WithExamples(request: null, new ListPage<ApiKeyView>([ApiKeyExamples.Used], Next: null));
        keys.MapGet("/{id:guid}", Get)
            .Needs(Permission.ManageKeys)
            .WithSummary("A key, revoked ones too, with its version as ETag")
            .Produces<ApiKeyView>()
            .WithExamples(request: null, ApiKeyExamples.Used);
        keys.MapPatch("/{id:guid}", Change)
            .Needs(Permission.ManageKeys)
            .WithSummary("Change name, scopes, addresses or end; it bites at once")
            .Accepts<ApiKeyPatch>("application/merge-patch+json", "application/json")
            .Produces<ApiKeyView>()
            .WithExamples(ApiKeyExamples.Patch, ApiKeyExamples.Changed);
        keys.MapDelete("/{id:guid}", Revoke)
            .Needs(Permission.ManageKeys)
            .WithSummary("Revoke a key, at once and for good")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> Create(
        NewApiKey body, Commands commands, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var check = new Validation();
        var command = ApiKeyCommands.Read(body, http.UserId(), check);
        if (check.Refusal is { } refusal)
            return refusal;

        var text = ApiKeyText.New(http.Tenant(), clock.GetUtcNow());
        return await commands
            .Start<ApiKey>(
                text.Id, now => CreateApiKeyHandler.Handle(command, now), ct,
                (session, decision) => ApiKeyRows.Add(session, text, decision))
            .Within(ApiKeyRows.Refusals, text.Id)
            // Under an idempotency key that had its effect before this is that key's answer: another id, and its secret is gone.
            .ToCreated(Collection, (id, key, version) => ApiKeyView.Of(id, key, version, use: null) with
            {
                Key = id == text.Id ? text.Write() : null,
            });
    }

    private static async Task<IResult> List(
        Guid? userId, bool? revoked, Paging paging, IQuerySession session, CancellationToken ct)
    {
        var filter = new ApiKeyFilter(revoked ?? false, userId);
        var cards = await ApiKeyCard.List(session, filter, paging.After<ApiKeyPlace>(), paging.Limit + 1, ct);
        var page = paging.Of(cards, card => new ApiKeyPlace(card.Name, card.Id));
        var uses = await ApiKeyUses.Of(session, page.Items.Select(card => card.Id), ct);
        return Results.Ok(new ListPage<ApiKeyView>(
            [.. page.Items.Select(card => ApiKeyView.Of(card, uses.GetValueOrDefault(card.Id)))], page.Next));
    }

    private static async Task<IResult> Get(
        Guid id, IEventStore store, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        var use = await LastUseOf(id, session, ct);
        return await store.Answer<ApiKey>(http, id, (_, key, version) => ApiKeyView.Of(id, key, version, use), ct);
    }

    private static async Task<IResult> Change(
        Guid id, ApiKeyPatch patch, Commands commands, IQuerySession session, CancellationToken ct)
    {
        var check = new Validation();
        var command = ApiKeyCommands.Read(patch, check);
        if (check.Refusal is { } refusal)
            return refusal;

        var use = await LastUseOf(id, session, ct);
        return await commands
            .On<ApiKey>(
                id, (key, now) => ChangeApiKeyHandler.Handle(command, key, now), ct,
                (unit, decision) => ApiKeyRows.Keep(unit, id, decision))
            .ToHttp((_, key, version) => ApiKeyView.Of(id, key, version, use));
    }

    private static Task<IResult> Revoke(Guid id, Commands commands, CancellationToken ct) => commands
        .On<ApiKey>(
            id, (key, now) => RevokeApiKeyHandler.Handle(new(), key, now), ct,
            (session, decision) => ApiKeyRows.Keep(session, id, decision))
        .ToHttp();

    private static async Task<LastUse?> LastUseOf(Guid id, IQuerySession session, CancellationToken ct) =>
        (await ApiKeyUses.Of(session, [id], ct)).GetValueOrDefault(id);
}
