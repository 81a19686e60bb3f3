using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
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
            .Refuses(StatusCodes.Status403Forbidden)
            .Produces(StatusCodes.Status302Found);
        oidc.MapGet("/{id:guid}/callback", Callback)
            .IsOpen("the provider's answer is the credential")
            .WithSummary("Come back from an identity provider, in the browser that went there, and be signed in")
            .Refuses(StatusCodes.Status403Forbidden)
            .Produces<SignInResponse>()
            .Produces(StatusCodes.Status302Found)
            .WithExamples(request: null, AuthExamples.SignedIn);
    }

    private static Task<IResult> Start(Guid id, CodeFlow flow, HttpContext http, CancellationToken ct) => flow.Begin(http, id, ct);

    /// <summary>
    /// A page is opened with what the provider said and asks here again: so tokens stand in no page that a browser shows, and in
    /// no address. What it is opened with is worth nothing without this browser's cookie.
    /// </summary>
    private static async Task<IResult> Callback(
        Guid id, [FromQuery] string? code, [FromQuery] string? state, [FromQuery] string? iss, CodeFlow flow, IOptions<OidcOptions> options,
        HttpContext http, CancellationToken ct) =>
        options.Value.ReturnPath is { } page && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? Results.LocalRedirect(page + QueryString.Create("provider", $"{id}").Add(http.Request.QueryString))
            : await flow.Finish(http, id, new(code, state, iss), ct);
}
