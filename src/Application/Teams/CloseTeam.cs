using SalesEngagement.Domain;
using SalesEngagement.Domain.Teams;

namespace SalesEngagement.Application.Teams;

/// <summary>An admin closes a team that nobody is in any more.</summary>
public sealed record CloseTeam;

public static class CloseTeamHandler
{
    public static Decision Handle(CloseTeam _, Team team, DateTimeOffset now) => team.IsClosed ? [] : [new TeamClosed(now)];
}
