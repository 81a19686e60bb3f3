using Npgsql;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Teams;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>
/// What must hold over all users and teams of a company together. Checked in the transaction of the change, one change of
/// a company at a time, so that two admins cannot each take the other's place as the last.
/// </summary>
internal static class PeopleRules
{
    /// <summary>SQLSTATE of <c>engagement.refuse</c>; the message is the code.</summary>
    private const string Refused = "RF001";

    private static readonly string AloneSql = EmbeddedSql.Beside(typeof(PeopleRules), "PeopleAlone.sql");
    private static readonly string AddressIsFreeSql = EmbeddedSql.Beside(typeof(PeopleRules), "AddressIsFree.sql");
    private static readonly string AdminStaysSql = EmbeddedSql.Beside(typeof(PeopleRules), "AdminStays.sql");
    private static readonly string TeamIsOpenSql = EmbeddedSql.Beside(typeof(PeopleRules), "TeamIsOpen.sql");
    private static readonly string TeamIsEmptySql = EmbeddedSql.Beside(typeof(PeopleRules), "TeamIsEmpty.sql");
    private static readonly string TeamIsNotBelowSql = EmbeddedSql.Beside(typeof(PeopleRules), "TeamIsNotBelow.sql");

    /// <summary>What the checks refuse with.</summary>
    public static IReadOnlyList<Rejection> Refusals { get; } =
    [
        Rejection.Because("last-admin", "This is the company's last active admin. Make somebody else admin first."),
        Rejection.Because("unknown-team", "There is no such team, or it is closed."),
        Rejection.Because("team-not-empty", "The team still has users or teams below it. Move them first."),
        Rejection.Because("team-below-itself", "The team would stand below itself. Choose a parent outside of it."),
        Rejection.Because("already-invited", "Somebody was invited with this e-mail address. Renew or withdraw that invitation."),
        Registration.EmailTaken,
    ];

    /// <summary>Adds the checks that a user's new facts ask for, and takes away at once what they forbid.</summary>
    public static void Keep(IEventSession session, Guid userId, Decision decision, DateTimeOffset now)
    {
        foreach (var fact in decision)
        {
            switch (fact)
            {
                case UserTeamChanged { TeamId: { } team }:
                    Check(session, TeamIsOpenSql, team);
                    break;
                case UserInvited invited:
                    session.Write(AloneSql, Text(session.TenantId));
                    session.Write(AddressIsFreeSql, Text(session.TenantId), Text(EmailLookup.Normal(invited.Email.Value)));
                    if (invited.TeamId is { } itsTeam)
                        Check(session, TeamIsOpenSql, itsTeam);
                    break;
                case UserRolesChanged changed:
                    if (!changed.Roles.Contains(Role.Admin))
                        Check(session, AdminStaysSql, userId);
                    Credentials.RaiseEpoch(session, userId);
                    break;
                case UserDeactivated:
                    Check(session, AdminStaysSql, userId);
                    Credentials.Disable(session, userId, now);
                    SignIns.EndAll(session, userId, now);
                    ApiKeyRows.RevokeOf(session, userId, now);
                    break;
                case UserReactivated:
                    Credentials.Enable(session, userId);
                    break;
                case UserSignedOutEverywhere or UserPasswordChanged:
                    Credentials.RaiseEpoch(session, userId);
                    SignIns.EndAll(session, userId, now);
                    break;
            }
        }
    }

    /// <summary>Adds the checks that a team's new facts ask for.</summary>
    public static void Keep(IEventSession session, Guid teamId, Decision decision)
    {
        foreach (var fact in decision)
        {
            switch (fact)
            {
                case TeamCreated { ParentId: { } parent }:
                    Check(session, TeamIsOpenSql, parent);
                    break;
                case TeamMoved { ParentId: { } parent }:
                    Check(session, TeamIsOpenSql, parent);
                    session.Write(TeamIsNotBelowSql, Text(session.TenantId), Id(parent), Id(teamId));
                    break;
                case TeamClosed:
                    Check(session, TeamIsEmptySql, teamId);
                    break;
            }
        }
    }

    /// <summary>Turns a refusal from within the transaction into the command's own.</summary>
    public static async Task<CommandResult<T>> Within<T>(
        this Task<CommandResult<T>> running, IReadOnlyList<Rejection> refusals, Guid streamId)
        where T : class
    {
        try
        {
            return await running;
        }
        catch (PostgresException e) when (e.SqlState == Refused)
        {
            return new(CommandOutcome.Rejected, streamId, Rejection: refusals.Single(refusal => refusal.Code == e.MessageText));
        }
    }

    private static void Check(IEventSession session, string sql, Guid id)
    {
        session.Write(AloneSql, Text(session.TenantId));
        session.Write(sql, Text(session.TenantId), Id(id));
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<Guid> Id(Guid value) => new() { TypedValue = value };
}
