using SalesEngagement.Domain;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Application.Users;

/// <summary>An admin changes what a user is in the company. What is null here stays as it is.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Roles">All their roles.</param>
/// <param name="Team">Their team.</param>
/// <param name="IsActive">Whether they may sign in.</param>
public sealed record ChangeUser(
    PersonName? Name = null, IReadOnlyList<Role>? Roles = null, TeamChoice? Team = null, bool? IsActive = null);

/// <summary>This team, or none.</summary>
public sealed record TeamChoice(Guid? TeamId);

public static class ChangeUserHandler
{
    public static Decision Handle(ChangeUser command, User user, DateTimeOffset now)
    {
        if (user.Status == UserStatus.Withdrawn)
            return Rejection.NotFound("The invitation was withdrawn.");
        if (command.IsActive is not null && user.Status == UserStatus.Invited)
            return Rejection.Because("not-joined", "The user has not accepted the invitation yet. Withdraw it, or wait.");
        if (command.Roles is [])
            return UserRoles.Required;

        object?[] facts =
        [
            command.Name is { } name && name != user.Name ? new UserRenamed(name, now) : null,
            command.Roles is { } roles && !UserRoles.Of(roles).SequenceEqual(user.Roles)
                ? new UserRolesChanged(UserRoles.Of(roles), now) : null,
            command.Team is { } team && team.TeamId != user.TeamId ? new UserTeamChanged(team.TeamId, now) : null,
            Activity(command.IsActive, user, now),
        ];
        return [.. facts.OfType<object>()];
    }

    private static object? Activity(bool? wanted, User user, DateTimeOffset now) => (wanted, user.Status) switch
    {
        (false, UserStatus.Active) => new UserDeactivated(now),
        (true, UserStatus.Deactivated) => new UserReactivated(now),
        _ => null,
    };
}
