using Microsoft.AspNetCore.Mvc;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Oidc;

/// <summary>How people sign in by the identity provider of their company: a browser goes there and comes back.</summary>
internal static class OidcRoutes
{
    /// <summary>Where they begin.</summary>
    public const string Collection = "/api/v1/auth/oidc";

    public static void MapOidc(this IEndpointRouteBuilder app)
    {
        var oidc = app.MapGroup(Collection).WithTags("Access");
        oidc.MapGet("/{id:guid}/start", Start)
            .IsOpen("it is how one gets a credential")
            .WithSummary("Go to an identity provider to sign in; a browser is sent there")
            .Produces(StatusCodes.Status302Found);
        oidc.MapGet("/{id:guid}/callback", Callback)
            .IsOpen("the provider's answer is the credential")
            .WithSummary("Come back from an identity provider, in the browser that went there, and be signed in")
            .Produces<SignInResponse>()
            .WithExamples(request: null, AuthExamples.SignedIn);
    }

    private static Task<IResult> Start(Guid id, CodeFlow flow, HttpContext http, CancellationToken ct) => flow.Begin(http, id, ct);

    private static Task<IResult> Callback(
        Guid id, [FromQuery] string? code, [FromQuery] string? state, [FromQuery] string? iss, CodeFlow flow, HttpContext http,
        CancellationToken ct) =>
        flow.Finish(http, id, new(code, state, iss), ct);
}
