using SalesEngagement.Application.Pipeline;
using SalesEngagement.Application.Teams;
using SalesEngagement.Application.Users;
using SalesEngagement.Domain.Teams;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Teams;

namespace SalesEngagement.Host.Access;

/// <summary>The teams of a company: a tree, along which managers reach records.</summary>
internal static class TeamRoutes
{
    private const string Collection = "/api/v1/teams";

    public static void MapTeams(this IEndpointRouteBuilder app)
    {
        var teams = app.MapGroup(Collection).WithTags("People");
        teams.MapPost("", Create)
            .Needs(Permission.ManagePeople)
            .WithSummary("Make a team, at the top or below another")
            .Produces<TeamView>(StatusCodes.Status201Created)
            .WithExamples(new NewTeam("West"), TeamView.Example);
        teams.MapGet("", List)
            .Needs(Permission.ReadPeople).Reads<TeamCard>()
            .WithSummary("The teams of the company by name; parentId makes them a tree")
            .Produces<ListPage<TeamView>>()
            .WithExamples(request: null, new ListPage<TeamView>([TeamView.Example], Next: null));
        teams.MapGet("/{id:guid}", Get)
            .Needs(Permission.ReadPeople)
            .WithSummary("A team, with its version as ETag")
            .Produces<TeamView>()
            .WithExamples(request: null, TeamView.Example);
        teams.MapPatch("/{id:guid}", Change)
            .Needs(Permission.ManagePeople)
            .WithSummary("Rename a team, or move it with all teams below")
            .Accepts<TeamPatch>("application/merge-patch+json", "application/json")
            .Produces<TeamView>()
            .WithExamples(new TeamPatch { Name = "Far West" }, TeamView.Example with { Name = "Far West", Version = 2 });
        teams.MapDelete("/{id:guid}", Close)
            .Needs(Permission.ManagePeople)
            .WithSummary("Close a team that has no users and no teams below")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> Create(NewTeam body, Commands commands, TimeProvider clock, CancellationToken ct)
    {
        var check = new Validation();
        var command = new CreateTeam(check.Text(body.Name, "/name", NewAccounts.LongestName), body.ParentId);
        if (check.Refusal is { } refusal)
            return refusal;

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        return await commands
            .Start<Team>(
                id, now => CreateTeamHandler.Handle(command, now), ct,
                (session, decision) => PeopleRules.Keep(session, id, decision))
            .Within(PeopleRules.Refusals, id)
            .ToCreated(Collection, TeamView.Of);
    }

    private static async Task<IResult> List(Paging paging, IQuerySession session, CancellationToken ct)
    {
        var cards = await TeamCard.List(session, paging.After<TeamKey>(), paging.Limit + 1, ct);
        var page = paging.Of(cards, card => new TeamKey(card.Name, card.Id));
        return Results.Ok(new ListPage<TeamView>([.. page.Items.Select(TeamView.Of)], page.Next));
    }

    private static Task<IResult> Get(Guid id, IEventStore store, HttpContext http, CancellationToken ct) =>
        store.Answer<Team>(http, id, (_, team, version) => team.IsClosed ? null : TeamView.Of(id, team, version), ct);

    private static async Task<IResult> Change(Guid id, TeamPatch patch, Commands commands, CancellationToken ct)
    {
        var check = new Validation();
        var command = new ChangeTeam(
            patch.Has("name") ? check.Text(patch.Name, "/name", NewAccounts.LongestName) : null,
            patch.Has("parentId") ? new TeamChoice(patch.ParentId) : null);
        return check.Refusal is { } refusal
            ? refusal
            : await commands
                .On<Team>(
                    id, (team, now) => ChangeTeamHandler.Handle(command, team, now), ct,
                    (session, decision) => PeopleRules.Keep(session, id, decision))
                .Within(PeopleRules.Refusals, id)
                .ToHttp(TeamView.Of);
    }

    private static Task<IResult> Close(Guid id, Commands commands, CancellationToken ct) => commands
        .On<Team>(
            id, (team, now) => CloseTeamHandler.Handle(new(), team, now), ct,
            (session, decision) => PeopleRules.Keep(session, id, decision))
        .Within(PeopleRules.Refusals, id)
        .ToHttp();
}
