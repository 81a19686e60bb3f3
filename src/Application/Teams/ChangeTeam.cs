using SalesEngagement.Application.Users;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Teams;

namespace SalesEngagement.Application.Teams;

/// <summary>An admin renames a team or moves it in the tree. What is null here stays as it is.</summary>
public sealed record ChangeTeam(string? Name = null, TeamChoice? Parent = null);

public static class ChangeTeamHandler
{
    public static Decision Handle(ChangeTeam command, Team team, DateTimeOffset now)
    {
        if (team.IsClosed)
            return Rejection.NotFound("The team is closed.");

        object?[] facts =
        [
            command.Name is { } name && name != team.Name ? new TeamRenamed(name, now) : null,
            command.Parent is { } parent && parent.TeamId != team.ParentId ? new TeamMoved(parent.TeamId, now) : null,
        ];
        return [.. facts.OfType<object>()];
    }
}
