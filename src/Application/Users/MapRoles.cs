using SalesEngagement.Domain;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Application.Users;

/// <summary>An identity provider says what a user may do.</summary>
/// <param name="Roles">All of it.</param>
public sealed record MapRoles(IReadOnlyList<Role> Roles);

public static class MapRolesHandler
{
    /// <summary>Whom the company has put out stays out, whatever a provider says.</summary>
    public static Rejection NotActive { get; } = Rejection.Because("user-deactivated", "The user may not sign in.");

    public static Decision Handle(MapRoles command, User user, DateTimeOffset now)
    {
        if (user.Status != UserStatus.Active)
            return NotActive;
        if (command.Roles.Count == 0)
            return UserRoles.Required;
        var roles = UserRoles.Of(command.Roles);
        return roles.SequenceEqual(user.Roles) ? [] : [new UserRolesChanged(roles, now)];
    }
}
