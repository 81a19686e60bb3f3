using SalesEngagement.Application.Teams;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Teams;
using SalesEngagement.Projections.Teams;

namespace SalesEngagement.Specs.Teams;

public sealed class TeamSpecs
{
    private static readonly Guid Parent = Some.Id();
    private static readonly TeamCreated Created = new("West", ParentId: null, Now);

    [Fact]
    public void a_team_is_what_was_made() =>
        CreateTeamHandler.Handle(new("West", Parent), Now).Then(new TeamCreated("West", Parent, Now));

    [Fact]
    public void a_team_can_be_renamed_and_moved_at_once() =>
        Changing(new("Far West", new(Parent))).Then(new TeamRenamed("Far West", Now), new TeamMoved(Parent, Now));

    [Fact]
    public void the_same_again_changes_nothing()
    {
        Changing(new("West", new(null))).ThenNothing();
        Given(Created, new TeamClosed(Now)).When<Team>((team, now) => CloseTeamHandler.Handle(new(), team, now)).ThenNothing();
    }

    [Fact]
    public void a_closed_team_is_not_there() => Given(Created, new TeamClosed(Now))
        .When<Team>((team, now) => ChangeTeamHandler.Handle(new("East"), team, now)).ThenRejected("not-found");

    [Fact]
    public void a_team_that_is_open_can_be_closed() =>
        Given(Created).When<Team>((team, now) => CloseTeamHandler.Handle(new(), team, now)).Then(new TeamClosed(Now));

    [Fact]
    public void a_card_shows_name_and_place()
    {
        var past = Given(Created, new TeamRenamed("Far West", Now), new TeamMoved(Parent, Now));
        past.Shows<TeamCard>().ShouldBe(new TeamCard(past.StreamId, 3, "Far West", Parent, IsClosed: false));
        Given(Created, new TeamClosed(Now)).Shows<TeamCard>().IsClosed.ShouldBeTrue();
    }

    private static Decision Changing(ChangeTeam command) =>
        Given(Created).When<Team>((team, now) => ChangeTeamHandler.Handle(command, team, now));
}
