using SalesEngagement.Domain;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Application.Users;

/// <summary>A person gets an account in their company.</summary>
/// <param name="Name">Theirs.</param>
/// <param name="Email">What they sign in with.</param>
/// <param name="Roles">What they may do.</param>
/// <param name="TeamId">The team they work in; null: none.</param>
public sealed record RegisterUser(PersonName Name, EmailAddress Email, IReadOnlyList<Role> Roles, Guid? TeamId = null);

public static class RegisterUserHandler
{
    public static Decision Handle(RegisterUser command, DateTimeOffset now)
    {
        if (command.Roles.Count == 0)
            return UserRoles.Required;
        var registered = new UserRegistered(command.Name, command.Email, UserRoles.Of(command.Roles), now);
        return command.TeamId is { } team ? [registered, new UserTeamChanged(team, now)] : [registered];
    }
}
