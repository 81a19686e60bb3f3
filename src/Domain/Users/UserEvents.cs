using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Users;

// Stored names and shapes are frozen: add, never edit (see docs/events.md).
// The user is the data subject; secrets (passwords, seeds, tokens) are never in events.

/// <summary>A person may now sign in to their company.</summary>
[EventType("user_registered")]
public sealed record UserRegistered(
    PersonName Name,
    EmailAddress Email,
    IReadOnlyList<Role> Roles,
    DateTimeOffset RegisteredAt);

/// <summary>A person came by an identity provider and may now sign in by it. It may have said neither name nor address.</summary>
[EventType("user_provisioned")]
public sealed record UserProvisioned(
    PersonName? Name,
    EmailAddress? Email,
    IReadOnlyList<Role> Roles,
    Guid ProviderId,
    DateTimeOffset ProvisionedAt);

/// <summary>A person was asked to join; they cannot sign in yet.</summary>
[EventType("user_invited")]
public sealed record UserInvited(
    PersonName? Name,
    EmailAddress Email,
    IReadOnlyList<Role> Roles,
    Guid? TeamId,
    DateTimeOffset ExpiresAt,
    DateTimeOffset InvitedAt);

/// <summary>The invitation was sent again; the earlier link is worth nothing any more.</summary>
[EventType("invitation_renewed")]
public sealed record InvitationRenewed(DateTimeOffset ExpiresAt, DateTimeOffset RenewedAt);

/// <summary>The invitation was taken back.</summary>
[EventType("invitation_withdrawn")]
public sealed record InvitationWithdrawn(DateTimeOffset WithdrawnAt);

/// <summary>The person accepted, and may now sign in.</summary>
[EventType("user_joined")]
public sealed record UserJoined(PersonName Name, DateTimeOffset JoinedAt);

/// <summary>A user who was there is known by an identity provider too, by their verified address.</summary>
[EventType("user_identity_linked")]
public sealed record UserIdentityLinked(Guid ProviderId, DateTimeOffset LinkedAt);

/// <summary>A user has another name.</summary>
[EventType("user_renamed")]
public sealed record UserRenamed(PersonName Name, DateTimeOffset RenamedAt);

/// <summary>A user may do other things than before. Their access tokens died in the same moment.</summary>
[EventType("user_roles_changed")]
public sealed record UserRolesChanged(IReadOnlyList<Role> Roles, DateTimeOffset ChangedAt);

/// <summary>A user works in another team; null: in none.</summary>
[EventType("user_team_changed")]
public sealed record UserTeamChanged(Guid? TeamId, DateTimeOffset ChangedAt);

/// <summary>A user has another password. Their other sign-ins ended in the same moment.</summary>
[EventType("user_password_changed")]
public sealed record UserPasswordChanged(bool IsReset, DateTimeOffset ChangedAt);

/// <summary>Signing in takes a second factor from now on.</summary>
[EventType("user_second_factor_enabled")]
public sealed record UserSecondFactorEnabled(DateTimeOffset EnabledAt);

/// <summary>Signing in takes the password alone again.</summary>
[EventType("user_second_factor_removed")]
public sealed record UserSecondFactorRemoved(DateTimeOffset RemovedAt);

/// <summary>All sign-ins of a user ended.</summary>
[EventType("user_signed_out_everywhere")]
public sealed record UserSignedOutEverywhere(DateTimeOffset SignedOutAt);

/// <summary>A user may not sign in any more. Their sign-ins, tokens, API keys and connections ended in the same moment.</summary>
[EventType("user_deactivated")]
public sealed record UserDeactivated(DateTimeOffset DeactivatedAt);

/// <summary>A user may sign in again.</summary>
[EventType("user_reactivated")]
public sealed record UserReactivated(DateTimeOffset ReactivatedAt);
