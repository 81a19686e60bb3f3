using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Access;
using SalesEngagement.Domain.Tenants;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>Another password: by the one before, or by a link for who has forgotten it.</summary>
internal static class PasswordRoutes
{
    private const string NewMember = "/newPassword";

    private static readonly Problem WrongCurrent = new(
        422, "invalid", "Some members are not valid; see errors.",
        new Dictionary<string, string[]> { ["/currentPassword"] = ["is not your password"] });

    public static void MapPasswords(this IEndpointRouteBuilder app)
    {
        var auth = app.MapGroup("/api/v1/auth").WithTags("Access");
        auth.MapPost("/password", Change)
            .Needs(Permission.OwnAccount)
            .WithSummary("Take another password; all sign-ins end, and this client is given a new one")
            .Produces<SignInResponse>()
            .Refuses(StatusCodes.Status404NotFound)
            .WithExamples(PasswordExamples.Change, AuthExamples.SignedIn);
        auth.MapPost("/password-resets", Ask)
            .IsOpen("who has forgotten the password cannot sign in")
            .WithSummary("Have a link sent for a new password; the answer is the same whether there is such an account or not")
            .Produces(StatusCodes.Status202Accepted)
            .WithExamples(PasswordExamples.Ask, response: null);
        auth.MapPost("/password-resets/{token}", Reset)
            .IsOpen("the link is the credential")
            .WithSummary("Choose a new password by a link, which is good once; all sign-ins end. A link that opens nothing: 404 link-gone")
            .Produces(StatusCodes.Status204NoContent)
            .WithExamples(PasswordExamples.Reset, response: null);
    }

    private static async Task<IResult> Change(
        ChangePasswordRequest request, PasswordResets resets, LoginThrottle throttle, RequestContext requests,
        Credentials credentials, SignIns signIns, SignInAnswers answers, IEventStore store, TimeProvider clock, HttpContext http,
        CancellationToken ct)
    {
        var (tenant, userId) = (http.Tenant(), http.UserId());
        var session = store.Open(tenant, new(userId.ToString()));
        var check = new Validation();
        check.Require(request.CurrentPassword is { Length: > 0 and <= Passwords.LongestAsTyped }, "/currentPassword", "is required");
        if ((await session.Fetch<User>(userId, ct)).State is { } user)
            CheckNew(request, user, (await session.Fetch<Tenant>(Guid.Parse(tenant), ct)).State, check);
        if (check.Refusal is { } refusal)
            return refusal;

        // Whoever holds a session may not guess the password with it: wrong ones are counted as at sign-in.
        var taken = await throttle.TakeForUser(tenant, userId, clock.GetUtcNow(), ct);
        if (taken.Refusal is { } throttled)
            return throttled;
        var running = resets.Change(requests.Of(http), userId, request.CurrentPassword!, request.NewPassword!, ct);
        if ((await running).Rejection?.Code == PasswordResets.WrongPassword.Code)
            return WrongCurrent;
        await throttle.GiveBack(taken, ct);
        if ((await running).Refusal() is { } refused)
            return refused;
        if (await credentials.Of(tenant, userId, ct) is not { } credential)
            return CommandAnswers.NotFound;
        var (account, token) = await signIns.Start(
            credential, await MethodOf(http, session, ct), Visit.Of(http), clock.GetUtcNow(), ct);
        return await answers.Of(account, token, ct) ?? CommandAnswers.NotFound;
    }

    /// <summary>The new sign-in was proved as the one was that it takes the place of.</summary>
    private static async Task<SignInMethod> MethodOf(HttpContext http, IEventSession session, CancellationToken ct) =>
        http.User.SignInId() is { } id && (await session.Fetch<SignIn>(id, ct)).State is { } signIn ? signIn.Method : SignInMethod.Password;

    private static async Task<IResult> Ask(
        PasswordResetRequest request, PasswordResets resets, RequestContext requests, HttpContext http, CancellationToken ct)
    {
        var check = new Validation();
        var email = check.Text(request.Email, "/email", 254);
        if (check.Refusal is { } refusal)
            return refusal;
        var context = requests.Of(http, Credentials.NoTenant, PasswordResets.Principal, RecordScope.All);
        return await resets.Ask(context, email, ct)
            ? Results.StatusCode(StatusCodes.Status202Accepted)
            : new CommandResult<User>(CommandOutcome.KeyReused, Guid.Empty).Refusal()!;
    }

    private static async Task<IResult> Reset(
        string token, NewPasswordRequest request, LinkHolders holders, PasswordResets resets, RequestContext requests, TimeProvider clock,
        HttpContext http, CancellationToken ct)
    {
        if (await holders.Of(token, LinkPurpose.PasswordReset, ct) is not { } holder)
            return LinkAnswers.Gone;
        var (tenant, userId) = (holder.Link.TenantId, holder.Link.UserId);
        var context = requests.Of(http, tenant, userId.ToString(), RecordScope.All);
        if (!holder.IsGood(clock.GetUtcNow()) && context.Idempotency is null)
            return LinkAnswers.Gone;

        var check = new Validation();
        Passwords.Check(check, request.Password ?? "", holder.User.Name?.Value, holder.User.Email.Value, holder.CompanyName);
        if (check.Refusal is { } refusal)
            return refusal;
        http.ActsFor(tenant);
        return await resets.Reset(context, holder.Link, request.Password!, ct).OrGone(reset => reset.ToHttp());
    }

    private static void CheckNew(ChangePasswordRequest request, User user, Tenant? tenant, Validation check)
    {
        var rules = new Validation();
        Passwords.Check(rules, request.NewPassword ?? "", user.Name?.Value, user.Email.Value, tenant?.CompanyName);
        foreach (var message in rules.Refusal?.Errors?.Values.SelectMany(messages => messages) ?? [])
            check.Require(false, NewMember, message);
        check.Require(request.NewPassword != request.CurrentPassword, NewMember, "must differ from the current one");
    }
}
