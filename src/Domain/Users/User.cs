using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Users;

/// <summary>A user as they stand.</summary>
public sealed record User(PersonName Name, EmailAddress Email, IReadOnlyList<Role> Roles)
{
    public static User Create(UserRegistered e) => new(e.Name, e.Email, e.Roles);
}
