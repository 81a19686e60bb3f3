using Npgsql;
using SalesEngagement.Application.IdentityProviders;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.IdentityProviders;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Oidc;

/// <summary>The identity providers that a company trusts.</summary>
internal static class ProviderRoutes
{
    private const string Collection = "/api/v1/identity-providers";

    public static void MapProviders(this IEndpointRouteBuilder app)
    {
        var providers = app.MapGroup(Collection).WithTags("Identity providers");
        providers.MapPost("", Add)
            .Needs(Permission.ManageProviders)
            .WithSummary("Let people in by an identity provider. Its redirectUri has to be allowed there; the secret is never shown")
            .Produces<ProviderView>(StatusCodes.Status201Created)
            .WithExamples(ProviderExamples.New, ProviderExamples.View);
        providers.MapGet("", List)
            .Needs(Permission.ManageProviders)
            .WithSummary("The identity providers, the oldest first; there are at most 20")
            .Produces<ProviderList>()
            .WithExamples(request: null, new ProviderList([ProviderExamples.View]));
        providers.MapGet("/{id:guid}", Get)
            .Needs(Permission.ManageProviders)
            .WithSummary("An identity provider, with its version as ETag")
            .Produces<ProviderView>()
            .WithExamples(request: null, ProviderExamples.View);
        providers.MapPatch("/{id:guid}", Change)
            .Needs(Permission.ManageProviders)
            .WithSummary("Change how it is trusted; it bites at once. The issuer stays")
            .Accepts<ProviderPatch>("application/merge-patch+json", "application/json")
            .Produces<ProviderView>()
            .WithExamples(ProviderExamples.Patch, ProviderExamples.Changed);
        providers.MapDelete("/{id:guid}", Remove)
            .Needs(Permission.ManageProviders)
            .WithSummary("Let nobody in by it any more. Who came by it stays a user, and is known again when its issuer is")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> Add(
        NewProvider body, Commands commands, ProviderRows rows, OidcAddresses addresses, CodeFlow flow, TimeProvider clock, HttpContext http,
        CancellationToken ct)
    {
        var check = new Validation();
        var command = ProviderCommands.Read(body, addresses, check);
        if (check.Refusal is { } refusal)
            return refusal;

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var keep = await rows.Keeping(http.Tenant(), id, body.ClientSecret, ct);
        return await Saved(commands.Start<IdentityProvider>(
                id, now => AddIdentityProviderHandler.Handle(command, now), ct, keep), id)
            .ToCreated(Collection, (made, provider, version) => ProviderView.Of(made, provider, flow.RedirectUri(made), version));
    }

    private static async Task<IResult> List(ProviderRows rows, CodeFlow flow, IEventStore store, HttpContext http, CancellationToken ct)
    {
        var ids = await rows.Of(http.Tenant(), ct);
        var streams = await store.Open(http.Tenant(), new(http.Principal())).FetchMany<IdentityProvider>([.. ids], ct);
        return Results.Ok(new ProviderList(
        [
            .. from id in ids
               let stream = streams.GetValueOrDefault(id)
               let provider = stream?.State
               where provider is { IsRemoved: false }
               select ProviderView.Of(id, provider, flow.RedirectUri(id), stream.Version),
        ]));
    }

    private static Task<IResult> Get(Guid id, CodeFlow flow, IEventStore store, HttpContext http, CancellationToken ct) =>
        store.Answer<IdentityProvider>(
            http, id, (_, provider, version) => provider.IsRemoved ? null : ProviderView.Of(id, provider, flow.RedirectUri(id), version), ct);

    private static async Task<IResult> Change(
        Guid id, ProviderPatch patch, Commands commands, ProviderRows rows, CodeFlow flow, HttpContext http, CancellationToken ct)
    {
        var check = new Validation();
        var command = ProviderCommands.Read(patch, check);
        if (check.Refusal is { } refusal)
            return refusal;

        // The same secret again is no change.
        if (patch.ClientSecret is { } secret && await rows.SecretOf(http.Tenant(), id, ct) == secret)
            command = command with { NewSecret = null };
        var keep = await rows.Keeping(http.Tenant(), id, patch.ClientSecret, ct);
        return await Saved(commands.On<IdentityProvider>(
                id, (provider, now) => ChangeIdentityProviderHandler.Handle(command, provider, now), ct, keep), id)
            .ToHttp((_, provider, version) => ProviderView.Of(id, provider, flow.RedirectUri(id), version));
    }

    private static async Task<IResult> Remove(Guid id, Commands commands, ProviderRows rows, HttpContext http, CancellationToken ct)
    {
        var keep = await rows.Keeping(http.Tenant(), id, secret: null, ct);
        return await commands
            .On<IdentityProvider>(id, (provider, now) => RemoveIdentityProviderHandler.Handle(new(), provider, now), ct, keep)
            .ToHttp();
    }

    private static async Task<CommandResult<IdentityProvider>> Saved(Task<CommandResult<IdentityProvider>> running, Guid id)
    {
        try
        {
            return await running.Within(ProviderRows.Refusals, id);
        }
        catch (PostgresException e) when (ProviderRows.IsTaken(e))
        {
            return new(CommandOutcome.Rejected, id, Rejection: ProviderRows.AudienceTaken);
        }
    }
}
