using Microsoft.Extensions.Options;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Tenants;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>Sign-up, sign-in, refresh, sign-out.</summary>
internal static class AuthRoutes
{
    private static readonly Problem WrongRefreshToken =
        new(401, "invalid-refresh-token", "The refresh token is unknown, expired or used. Sign in again.");

    private static readonly Problem Closed =
        new(403, "registration-closed", "Companies cannot sign up here. Ask the operator of this installation.");

    public static void MapAuth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/.well-known/jwks.json", Keys)
            .WithTags("Access").WithSummary("The public keys that access tokens are signed with")
            .IsOpen("they are public")
            .Produces<JsonWebKeys>()
            .WithExamples(request: null, AuthExamples.Keys);

        var auth = app.MapGroup("/api/v1/auth").WithTags("Access");
        auth.MapPost("/register", Register)
            .WithSummary("A company signs up with its first user, who is its admin")
            .IsOpen("nobody has an account yet")
            .Produces<RegisterResponse>(StatusCodes.Status201Created)
            .Refuses(StatusCodes.Status403Forbidden)
            .WithExamples(AuthExamples.Register, AuthExamples.Registered);
        auth.MapPost("/login", Login)
            .WithSummary("Sign in with e-mail address, password and, where it is on, second factor")
            .IsOpen("it is how one gets a credential")
            .Produces<SignInResponse>()
            .WithExamples(AuthExamples.Login, AuthExamples.SignedIn);
        auth.MapPost("/refresh", Refresh)
            .WithSummary("Exchange a refresh token, once, for new tokens")
            .IsOpen("the refresh token is the credential")
            .Produces<SignInResponse>()
            .WithExamples(AuthExamples.Refresh, AuthExamples.SignedIn);
        auth.MapGet("/me", Me)
            .Needs(Permission.OwnAccount)
            .WithSummary("Who is signed in")
            .Produces<MeResponse>()
            .Refuses(StatusCodes.Status404NotFound)
            .WithExamples(request: null, AuthExamples.Me);
    }

    private static async Task<IResult> Keys(SigningKeys signingKeys, HttpContext context, CancellationToken ct)
    {
        context.Response.Headers.CacheControl =
            FormattableString.Invariant($"public, max-age={SigningKeyDuties.Published.TotalSeconds}");
        return Results.Ok((await signingKeys.Current(ct)).Published);
    }

    private static async Task<IResult> Register(
        RegisterRequest request, Registration registration, AnonymousRetries retries, IOptions<AccessOptions> options,
        HttpContext http, CancellationToken ct)
    {
        if (!options.Value.RegistrationOpen)
            return Closed;
        var check = new Validation();
        var (companyName, admin) = NewAccounts.Read(request, check);
        if (check.Refusal is { } refusal)
            return refusal;

        var context = retries.ContextOf(http);
        http.ActsFor(context.TenantId);
        if (await retries.IsStale(context, ct))
            return new CommandResult<Tenant>(CommandOutcome.KeyReused, Guid.Parse(context.TenantId)).Refusal()!;
        return await registration.Company(context, companyName, admin, ct).ToCreated(
            (_, tenant) => $"{UserRoutes.Collection}/{tenant.AdminId}",
            (id, tenant, _) => new RegisterResponse(id, tenant.AdminId));
    }

    private static async Task<IResult> Login(
        LoginRequest request, PasswordSignIn signIn, HttpContext http, CancellationToken ct)
    {
        var check = new Validation();
        var email = check.Text(request.Email, "/email", 254);
        check.Require(request.Password is { Length: > 0 and <= Passwords.LongestAsTyped }, "/password", "is required");
        var totp = check.OptionalText(request.Totp, "/totp", 100);
        return check.Refusal is { } refusal ? refusal : await signIn.Run(http, email, request.Password!, totp, ct);
    }

    private static async Task<IResult> Refresh(
        RefreshRequest request, SignIns signIns, SignInAnswers answers, TimeProvider clock, HttpContext http,
        CancellationToken ct) =>
        RefreshToken.Parse(request.RefreshToken) is { } token
        && await signIns.Rotate(token, http, clock.GetUtcNow(), ct) is var (account, next)
        && await answers.Of(account, next, ct) is { } answer
            ? answer
            : WrongRefreshToken;

    private static async Task<IResult> Me(HttpContext http, IEventStore store, CancellationToken ct)
    {
        var (tenant, id) = (http.Tenant(), http.UserId());
        var user = await store.Open(tenant, new(id.ToString())).Fetch<User>(id, ct);
        return user.State is { } state ? Results.Ok(MeResponse.Of(id, state, tenant)) : CommandAnswers.NotFound;
    }
}
