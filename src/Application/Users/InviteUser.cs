using SalesEngagement.Domain;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Application.Users;

/// <summary>A person is asked to join the company.</summary>
/// <param name="Email">Where they are asked, and what they will sign in with.</param>
/// <param name="Name">Theirs, where it is known.</param>
/// <param name="Roles">What they will be allowed to do.</param>
/// <param name="TeamId">The team they will work in; null: none.</param>
/// <param name="Life">How long they may take.</param>
public sealed record InviteUser(EmailAddress Email, PersonName? Name, IReadOnlyList<Role> Roles, Guid? TeamId, TimeSpan Life);

public static class InviteUserHandler
{
    public static Decision Handle(InviteUser command, DateTimeOffset now)
    {
        if (command.Roles.Count == 0)
            return UserRoles.Required;
        return [new UserInvited(command.Name, command.Email, UserRoles.Of(command.Roles), command.TeamId, now + command.Life, now)];
    }
}
