using SalesEngagement.Domain.Tenants;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>The people of a company.</summary>
internal static class UserRoutes
{
    /// <summary>Where users are.</summary>
    public const string Collection = "/api/v1/users";

    public static void MapUsers(this IEndpointRouteBuilder app)
    {
        var users = app.MapGroup(Collection).WithTags("People");
        users.MapPost("", Add)
            .RequireRoles(Role.Admin)
            .WithSummary("Give a person an account (Admin)")
            .Produces<UserResponse>(StatusCodes.Status201Created)
            .WithExamples(AuthExamples.AddUser, AuthExamples.User);
        users.MapGet("/{id:guid}", Get)
            .WithSummary("A colleague")
            .Produces<UserResponse>()
            .WithExamples(request: null, AuthExamples.User);
    }

    private static async Task<IResult> Add(
        AddUserRequest request, Registration registration, RequestContext requests, IEventStore store, HttpContext http,
        CancellationToken ct)
    {
        var check = new Validation();
        var user = NewAccounts.Read(request, await CompanyName(http, store, ct), check);
        return check.Refusal is { } refusal
            ? refusal
            : await registration.User(requests.Of(http), user, ct).ToCreated(Collection, UserResponse.Of);
    }

    private static async Task<IResult> Get(Guid id, IEventStore store, HttpContext http, CancellationToken ct)
    {
        var user = await store.Open(http.Tenant(), new(http.UserId().ToString())).Fetch<User>(id, ct);
        if (user.State is not { } state)
            return CommandAnswers.NotFound;
        http.Response.Headers.ETag = CommandAnswers.ETagOf(user.Version);
        return Results.Ok(UserResponse.Of(id, state, user.Version));
    }

    private static async Task<string> CompanyName(HttpContext http, IEventStore store, CancellationToken ct)
    {
        var session = store.Open(http.Tenant(), new(http.UserId().ToString()));
        return (await session.Fetch<Tenant>(Guid.Parse(http.Tenant()), ct)).State?.CompanyName ?? "";
    }
}
