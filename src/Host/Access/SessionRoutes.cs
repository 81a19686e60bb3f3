using SalesEngagement.Application.Access;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Application.Users;
using SalesEngagement.Domain.Access;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>One's own sign-ins: where they are, and how to end them.</summary>
internal static class SessionRoutes
{
    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        var auth = app.MapGroup("/api/v1/auth").WithTags("Access");
        auth.MapPost("/logout", Logout)
            .Needs(Permission.OwnAccount)
            .WithSummary("End this sign-in: its tokens and connections die at once")
            .Produces(StatusCodes.Status204NoContent);
        auth.MapPost("/logout-everywhere", LogoutEverywhere)
            .Needs(Permission.OwnAccount)
            .WithSummary("End all one's sign-ins, this one too")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(StatusCodes.Status404NotFound);
        auth.MapGet("/sessions", List)
            .Needs(Permission.OwnAccount)
            .WithSummary("One's open sign-ins, the newest first")
            .Produces<SessionList>()
            .WithExamples(request: null, SessionList.Example);
        auth.MapDelete("/sessions/{id:guid}", End)
            .Needs(Permission.OwnAccount)
            .WithSummary("End one of one's sign-ins")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> Logout(HttpContext http, Commands commands, TimeProvider clock, CancellationToken ct)
    {
        // A credential without a sign-in, such as another issuer's token, ends with its issuer.
        if (http.User.SignInId() is { } signIn)
            await EndOf(signIn, http, commands, clock, ct);
        return Results.NoContent();
    }

    private static async Task<IResult> LogoutEverywhere(HttpContext http, Commands commands, TimeProvider clock, CancellationToken ct)
    {
        var id = http.UserId();
        return await commands
            .On<User>(
                id, (user, now) => SignOutEverywhereHandler.Handle(new(), user, now), ct,
                (session, decision) => PeopleRules.Keep(session, id, decision, clock.GetUtcNow()))
            .ToHttp();
    }

    private static async Task<IResult> List(
        HttpContext http, SignIns signIns, IEventStore store, TimeProvider clock, CancellationToken ct)
    {
        var open = await signIns.OpenOf(http.Tenant(), http.UserId(), clock.GetUtcNow(), ct);
        var streams = await store.Open(http.Tenant(), new(http.Principal())).FetchMany<SignIn>([.. open.Select(row => row.Id)], ct);
        return Results.Ok(new SessionList([.. open.Select(row =>
            SessionView.Of(row, streams.GetValueOrDefault(row.Id)?.State, isCurrent: row.Id == http.User.SignInId()))]));
    }

    private static async Task<IResult> End(
        Guid id, HttpContext http, Commands commands, TimeProvider clock, CancellationToken ct) =>
        (await EndOf(id, http, commands, clock, ct)).Refusal() is { } refusal ? refusal : Results.NoContent();

    private static Task<CommandResult<SignIn>> EndOf(
        Guid id, HttpContext http, Commands commands, TimeProvider clock, CancellationToken ct)
    {
        var command = new SignOut(http.UserId(), Problem.TraceOf(http));
        return commands.On<SignIn>(
            id, (signIn, now) => SignOutHandler.Handle(command, signIn, now), ct,
            (session, _) => SignIns.End(session, id, http.UserId(), clock.GetUtcNow()));
    }
}

/// <summary>Open sign-ins.</summary>
internal sealed record SessionList(IReadOnlyList<SessionView> Items)
{
    public static SessionList Example { get; } = new(
    [
        new(Guid.Parse("0199a1d0-d001-7b21-8c3a-4e1f6d2b5a70"), new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero),
            new(2026, 4, 5, 9, 0, 0, TimeSpan.Zero), SignInMethod.Password, "203.0.113.7", "Mozilla/5.0", Current: true),
    ]);
}

/// <summary>A sign-in as its user sees it.</summary>
internal sealed record SessionView(
    Guid Id, DateTimeOffset StartedAt, DateTimeOffset ExpiresAt, SignInMethod? Method, string? Address, string? UserAgent,
    bool Current)
{
    public static SessionView Of(OpenSignIn row, SignIn? signIn, bool isCurrent) => new(
        row.Id, row.StartedAt, row.ExpiresAt, signIn?.Method, signIn?.Address?.Value, signIn?.UserAgent?.Value, isCurrent);
}
