using SalesEngagement.Application.Pipeline;
using SalesEngagement.Application.Users;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Domain.Tenants;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Users;

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
            .Needs(Permission.ManagePeople)
            .WithSummary("Give a person an account (Admin)")
            .Produces<UserResponse>(StatusCodes.Status201Created)
            .WithExamples(UserExamples.Add, UserExamples.User);
        users.MapGet("", List)
            .Needs(Permission.ReadPeople).Reads<UserCard>()
            .WithSummary("The people of the company by name, those invited too")
            .Produces<ListPage<UserResponse>>()
            .WithExamples(request: null, new ListPage<UserResponse>([UserExamples.User], Next: null));
        users.MapGet("/{id:guid}", Get)
            .Needs(Permission.ReadPeople)
            .WithSummary("A colleague, with their version as ETag")
            .Produces<UserResponse>()
            .WithExamples(request: null, UserExamples.User);
        users.MapPatch("/{id:guid}", Change)
            .Needs(Permission.ManagePeople)
            .WithSummary("Change name, roles, team, or whether they may sign in; it bites at once")
            .Accepts<UserPatch>("application/merge-patch+json", "application/json")
            .Produces<UserResponse>()
            .WithExamples(UserExamples.Patch, UserExamples.User with { Roles = [Role.Manager], Version = 3 });
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

    private static Task<IResult> Get(Guid id, IEventStore store, HttpContext http, CancellationToken ct) => store.Answer<User>(
        http, id, (_, user, version) => user.Status == UserStatus.Withdrawn ? null : UserResponse.Of(id, user, version), ct);

    private static async Task<IResult> List(
        Guid? teamId, Word<UserStatus>? status, Word<Role>? role, Paging paging, IQuerySession session, CancellationToken ct)
    {
        var filter = new UserFilter(teamId, status?.Value, role?.Value);
        var cards = await UserCard.List(session, filter, paging.After<UserKey>(), paging.Limit + 1, ct);
        var page = paging.Of(cards, card => new UserKey(card.SortName.Value, card.Id));
        return Results.Ok(new ListPage<UserResponse>([.. page.Items.Select(UserResponse.Of)], page.Next));
    }

    private static async Task<IResult> Change(
        Guid id, UserPatch patch, Commands commands, TimeProvider clock, CancellationToken ct)
    {
        var check = new Validation();
        var command = Read(patch, check);
        return check.Refusal is { } refusal
            ? refusal
            : await commands
                .On<User>(
                    id, (user, now) => ChangeUserHandler.Handle(command, user, now), ct,
                    (session, decision) => PeopleRules.Keep(session, id, decision, clock.GetUtcNow()))
                .Within(PeopleRules.Refusals, id)
                .ToHttp(UserResponse.Of);
    }

    private static ChangeUser Read(UserPatch patch, Validation check)
    {
        check.Require(!patch.Has("roles") || patch.Roles?.Count > 0, "/roles", "must name at least one role");
        check.Require(!patch.Has("active") || patch.Active is not null, "/active", "is required");
        return new(
            patch.Has("name") ? new PersonName(check.Text(patch.Name, "/name", NewAccounts.LongestName)) : null,
            patch.Roles,
            patch.Has("teamId") ? new TeamChoice(patch.TeamId) : null,
            patch.Active);
    }

    private static async Task<string> CompanyName(HttpContext http, IEventStore store, CancellationToken ct) =>
        (await store.Read<Tenant>(http, Guid.Parse(http.Tenant()), ct)).State?.CompanyName ?? "";
}
