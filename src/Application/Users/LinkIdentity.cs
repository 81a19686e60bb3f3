using SalesEngagement.Domain;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Application.Users;

/// <summary>A user is known by an identity provider from now on.</summary>
/// <param name="ProviderId">By which.</param>
/// <param name="Roles">What it says they may do; null: it says nothing of that.</param>
public sealed record LinkIdentity(Guid ProviderId, IReadOnlyList<Role>? Roles);

public static class LinkIdentityHandler
{
    public static Decision Handle(LinkIdentity command, User user, DateTimeOffset now)
    {
        if (user.Status != UserStatus.Active)
            return MapRolesHandler.NotActive;
        if (command.Roles is [])
            return UserRoles.Required;

        var linked = new UserIdentityLinked(command.ProviderId, now);
        return command.Roles is { } roles && !UserRoles.Of(roles).SequenceEqual(user.Roles)
            ? [linked, new UserRolesChanged(UserRoles.Of(roles), now)]
            : [linked];
    }
}
