using SalesEngagement.Domain;
using SalesEngagement.Domain.Teams;

namespace SalesEngagement.Application.Teams;

/// <summary>An admin makes a team, below another or at the top.</summary>
public sealed record CreateTeam(string Name, Guid? ParentId);

public static class CreateTeamHandler
{
    public static Decision Handle(CreateTeam command, DateTimeOffset now) =>
        [new TeamCreated(command.Name, command.ParentId, now)];
}
