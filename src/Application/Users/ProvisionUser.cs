using SalesEngagement.Domain;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Application.Users;

/// <summary>Somebody whom nobody here knows yet comes by an identity provider.</summary>
/// <param name="Name">As it says; null: it does not.</param>
/// <param name="Email">As it says; null: it does not.</param>
/// <param name="Roles">What they may do.</param>
/// <param name="ProviderId">By which.</param>
public sealed record ProvisionUser(PersonName? Name, EmailAddress? Email, IReadOnlyList<Role> Roles, Guid ProviderId);

public static class ProvisionUserHandler
{
    public static Decision Handle(ProvisionUser command, DateTimeOffset now) => command.Roles.Count == 0
        ? UserRoles.Required
        : [new UserProvisioned(command.Name, command.Email, UserRoles.Of(command.Roles), command.ProviderId, now)];
}
