using SalesEngagement.Domain;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Application.Users;

/// <summary>A person gets an account in their company.</summary>
public sealed record RegisterUser(PersonName Name, EmailAddress Email, IReadOnlyList<Role> Roles);

public static class RegisterUserHandler
{
    /// <summary>Roles are kept once each, in a fixed order, so that the same set is always the same fact.</summary>
    public static Decision Handle(RegisterUser command, DateTimeOffset now) => command.Roles.Count == 0
        ? Rejection.Because("role-required", "A user needs at least one role.")
        : [new UserRegistered(command.Name, command.Email, [.. command.Roles.Distinct().Order()], now)];
}
