using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Users;

/// <summary>A user as they stand.</summary>
/// <param name="Name">Null while nobody has said it.</param>
/// <param name="Email">What they sign in with; empty when an identity provider lets them in and has not said it.</param>
/// <param name="Roles">What they may do; once each, in a fixed order.</param>
public sealed record User(PersonName? Name, EmailAddress Email, IReadOnlyList<Role> Roles)
{
    /// <summary>Where they stand.</summary>
    public UserStatus Status { get; private init; } = UserStatus.Active;

    /// <summary>The team they work in; null: none.</summary>
    public Guid? TeamId { get; private init; }

    /// <summary>Until when the invitation can be accepted; null when there is none.</summary>
    public DateTimeOffset? InvitationExpiresAt { get; private init; }

    /// <summary>Whether signing in takes a second factor.</summary>
    public bool HasSecondFactor { get; private init; }

    public static User Create(UserRegistered e) => new(e.Name, e.Email, e.Roles);

    public static User Create(UserProvisioned e) => new(e.Name, e.Email ?? new(""), e.Roles);

    public static User Create(UserInvited e) => new(e.Name, e.Email, e.Roles)
    {
        Status = UserStatus.Invited,
        TeamId = e.TeamId,
        InvitationExpiresAt = e.ExpiresAt,
    };

    public User Apply(InvitationRenewed e) => this with { Status = UserStatus.Invited, InvitationExpiresAt = e.ExpiresAt };

    public User Apply(InvitationWithdrawn _) => this with { Status = UserStatus.Withdrawn, InvitationExpiresAt = null };

    public User Apply(UserJoined e) => this with { Name = e.Name, Status = UserStatus.Active, InvitationExpiresAt = null };

    public User Apply(UserIdentityLinked _) => this;

    public User Apply(UserRenamed e) => this with { Name = e.Name };

    public User Apply(UserRolesChanged e) => this with { Roles = e.Roles };

    public User Apply(UserTeamChanged e) => this with { TeamId = e.TeamId };

    public User Apply(UserPasswordChanged _) => this;

    public User Apply(UserSecondFactorEnabled _) => this with { HasSecondFactor = true };

    public User Apply(UserSecondFactorRemoved _) => this with { HasSecondFactor = false };

    public User Apply(UserSignedOutEverywhere _) => this;

    public User Apply(UserDeactivated _) => this with { Status = UserStatus.Deactivated };

    public User Apply(UserReactivated _) => this with { Status = UserStatus.Active };
}
