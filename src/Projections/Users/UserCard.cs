using SalesEngagement.Domain.Privacy;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Users;

/// <summary>
/// A user as lists show them; one row per user. Written with the events, because who may see what is asked of it: it must
/// never be behind.
/// </summary>
[ReadModel("user_card", Inline = true, Indexes = ["sort_name, id", "team_id, id"])]
public sealed record UserCard(
    Guid Id,
    long Version,
    PersonName? Name,
    PersonName SortName,
    EmailAddress Email,
    IReadOnlyList<Role> Roles,
    Guid? TeamId,
    UserStatus Status,
    DateTimeOffset? InvitationExpiresAt,
    bool HasSecondFactor)
{
    public static UserCard Create(Event<UserRegistered> e) => new(
        e.StreamId, e.Version, e.Data.Name, SortNameOf(e.Data.Name, e.Data.Email), e.Data.Email, e.Data.Roles, TeamId: null,
        UserStatus.Active, InvitationExpiresAt: null, HasSecondFactor: false);

    public static UserCard Create(Event<UserProvisioned> e)
    {
        var email = e.Data.Email ?? new("");
        return new(
            e.StreamId, e.Version, e.Data.Name, SortNameOf(e.Data.Name, email), email, e.Data.Roles, TeamId: null,
            UserStatus.Active, InvitationExpiresAt: null, HasSecondFactor: false);
    }

    public static UserCard Create(Event<UserInvited> e) => new(
        e.StreamId, e.Version, e.Data.Name, SortNameOf(e.Data.Name, e.Data.Email), e.Data.Email, e.Data.Roles, e.Data.TeamId,
        UserStatus.Invited, e.Data.ExpiresAt, HasSecondFactor: false);

    public UserCard Apply(Event<InvitationRenewed> e) =>
        At(e) with { Status = UserStatus.Invited, InvitationExpiresAt = e.Data.ExpiresAt };

    public UserCard Apply(Event<InvitationWithdrawn> e) =>
        At(e) with { Status = UserStatus.Withdrawn, InvitationExpiresAt = null };

    public UserCard Apply(Event<UserJoined> e) =>
        Named(e, e.Data.Name) with { Status = UserStatus.Active, InvitationExpiresAt = null };

    public UserCard Apply(Event<UserIdentityLinked> e) => At(e);

    public UserCard Apply(Event<UserRenamed> e) => Named(e, e.Data.Name);

    public UserCard Apply(Event<UserRolesChanged> e) => At(e) with { Roles = e.Data.Roles };

    public UserCard Apply(Event<UserTeamChanged> e) => At(e) with { TeamId = e.Data.TeamId };

    public UserCard Apply(Event<UserPasswordChanged> e) => At(e);

    public UserCard Apply(Event<UserSecondFactorEnabled> e) => At(e) with { HasSecondFactor = true };

    public UserCard Apply(Event<UserSecondFactorRemoved> e) => At(e) with { HasSecondFactor = false };

    public UserCard Apply(Event<UserSignedOutEverywhere> e) => At(e);

    public UserCard Apply(Event<UserDeactivated> e) => At(e) with { Status = UserStatus.Deactivated };

    public UserCard Apply(Event<UserReactivated> e) => At(e) with { Status = UserStatus.Active };

    /// <summary>The users that match, by name, starting behind <paramref name="after"/>.</summary>
    public static Task<IReadOnlyList<UserCard>> List(
        IQuerySession session, UserFilter filter, UserKey? after, int rows, CancellationToken ct) =>
        session.Query<UserCard>(
            EmbeddedSql.Beside<UserCard>("UserCard.sql"),
            ct,
            Parameter.Of(session.TenantId),
            Parameter.Of(filter.TeamId),
            Parameter.Of(filter.Status?.ToString()),
            Parameter.Of(filter.Role?.ToString()),
            Parameter.Of(after?.SortName),
            Parameter.Of(after?.Id),
            Parameter.Of(rows));

    private static PersonName SortNameOf(PersonName? name, EmailAddress email) =>
        new((name?.Value ?? email.Value).ToLowerInvariant());

    private UserCard Named(Event e, PersonName name) => At(e) with { Name = name, SortName = SortNameOf(name, Email) };

    private UserCard At(Event e) => this with { Version = e.Version };
}
