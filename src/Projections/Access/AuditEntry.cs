using System.Text.Json;
using SalesEngagement.Domain.Access;
using SalesEngagement.Domain.ApiKeys;
using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.IdentityProviders;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Domain.Teams;
using SalesEngagement.Domain.Tenants;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Access;

/// <summary>
/// The audit trail: who did what to whom and when, one row for every event there is. A new kind of event has to say here
/// what it is called; a spec holds that none is missing.
/// </summary>
[ReadModel(
    "audit_entry",
    Indexes = ["at, id", "actor, at, id", "subject_id, at, id", "target_id, at, id", "action, at, id", "is_violation, at, id"])]
public sealed partial record AuditEntry(
    Guid Id,
    DateTimeOffset At,
    string? Actor,
    string Action,
    string Target,
    Guid TargetId,
    Guid? SubjectId,
    bool IsRefused,
    bool IsViolation,
    string? Detail,
    NetworkAddress? Address,
    FreeText? UserAgent,
    string? RequestId)
{
    public static AuditEntry Create(Event<TenantRegistered> e) => Company(e, "company-registered");

    public static AuditEntry Create(Event<UserRegistered> e) => Person(e, "user-registered");

    public static AuditEntry Create(Event<UserProvisioned> e) =>
        Person(e, "user-provisioned") with { Detail = e.Data.ProviderId.ToString() };

    public static AuditEntry Create(Event<UserIdentityLinked> e) =>
        Person(e, "user-identity-linked") with { Detail = e.Data.ProviderId.ToString() };

    public static AuditEntry Create(Event<UserInvited> e) => Person(e, "user-invited");

    public static AuditEntry Create(Event<InvitationRenewed> e) => Person(e, "invitation-renewed");

    public static AuditEntry Create(Event<InvitationWithdrawn> e) => Person(e, "invitation-withdrawn");

    public static AuditEntry Create(Event<UserJoined> e) => Person(e, "user-joined");

    public static AuditEntry Create(Event<UserRenamed> e) => Person(e, "user-renamed");

    public static AuditEntry Create(Event<UserRolesChanged> e) =>
        Person(e, "user-roles-changed") with { Detail = string.Join(' ', e.Data.Roles.Select(role => role.Name())) };

    public static AuditEntry Create(Event<UserTeamChanged> e) =>
        Person(e, "user-team-changed") with { Detail = e.Data.TeamId?.ToString() };

    public static AuditEntry Create(Event<UserPasswordChanged> e) =>
        Person(e, e.Data.IsReset ? "user-password-reset" : "user-password-changed");

    public static AuditEntry Create(Event<UserSecondFactorEnabled> e) => Person(e, "user-second-factor-enabled");

    public static AuditEntry Create(Event<UserSecondFactorRemoved> e) => Person(e, "user-second-factor-removed");

    public static AuditEntry Create(Event<UserSignedOutEverywhere> e) => Person(e, "user-signed-out-everywhere");

    public static AuditEntry Create(Event<UserDeactivated> e) => Person(e, "user-deactivated");

    public static AuditEntry Create(Event<UserReactivated> e) => Person(e, "user-reactivated");

    public static AuditEntry Create(Event<TeamCreated> e) => Team(e, "team-created");

    public static AuditEntry Create(Event<TeamRenamed> e) => Team(e, "team-renamed");

    public static AuditEntry Create(Event<TeamMoved> e) => Team(e, "team-moved") with { Detail = e.Data.ParentId?.ToString() };

    public static AuditEntry Create(Event<TeamClosed> e) => Team(e, "team-closed");

    public static AuditEntry Create(Event<ApiKeyCreated> e) =>
        ApiKey(e, "api-key-created") with { SubjectId = e.Data.UserId, Detail = string.Join(' ', e.Data.Scopes) };

    public static AuditEntry Create(Event<ApiKeyChanged> e) =>
        ApiKey(e, "api-key-changed") with { Detail = string.Join(' ', e.Data.Scopes) };

    public static AuditEntry Create(Event<ApiKeyRevoked> e) => ApiKey(e, "api-key-revoked");

    public static AuditEntry Create(Event<IdentityProviderAdded> e) => Provider(e, "identity-provider-added");

    public static AuditEntry Create(Event<IdentityProviderChanged> e) => Provider(e, "identity-provider-changed") with
    {
        Detail = e.Data.Settings.IsEnabled ? "enabled" : "disabled",
    };

    public static AuditEntry Create(Event<IdentityProviderSecretChanged> e) => Provider(e, "identity-provider-secret-changed");

    public static AuditEntry Create(Event<IdentityProviderRemoved> e) => Provider(e, "identity-provider-removed");

    public static AuditEntry Create(Event<ContactAdded> e) => Contact(e, "contact-added");

    public static AuditEntry Create(Event<ContactRenamed> e) => Contact(e, "contact-renamed");

    public static AuditEntry Create(Event<ContactPhonesChanged> e) => Contact(e, "contact-phones-changed");

    public static AuditEntry Create(Event<ContactEmailsChanged> e) => Contact(e, "contact-emails-changed");

    public static AuditEntry Create(Event<ContactDetailsChanged> e) => Contact(e, "contact-details-changed");

    public static AuditEntry Create(Event<ContactOwnerAssigned> e) =>
        Contact(e, "contact-owner-assigned") with { Detail = e.Data.OwnerId.ToString() };

    public static AuditEntry Create(Event<ContactTagsChanged> e) => Contact(e, "contact-tags-changed");

    public static AuditEntry Create(Event<ContactDeleted> e) => Contact(e, "contact-deleted");

    public static AuditEntry Create(Event<ContactRestored> e) => Contact(e, "contact-restored");

    public static AuditEntry Create(Event<CallRequested> e) => Call(e, "call-requested") with { SubjectId = e.Data.ContactId };

    public static AuditEntry Create(Event<CallDialing> e) => Call(e, "call-dialing");

    public static AuditEntry Create(Event<CallPlaced> e) => Call(e, "call-placed");

    public static AuditEntry Create(Event<CallNotPlaced> e) => Call(e, "call-not-placed");

    public static AuditEntry Create(Event<CallStatusReported> e) =>
        Call(e, "call-status-reported") with { Detail = $"{e.Data.Status}" };

    public static AuditEntry Create(Event<CallEnded> e) => Call(e, "call-ended") with { SubjectId = e.Data.ContactId };

    public static AuditEntry Create(Event<CallRecorded> e) => Call(e, "call-recorded") with { SubjectId = e.Data.ContactId };

    public static AuditEntry Create(Event<CallDispositioned> e) =>
        Call(e, "call-dispositioned") with { SubjectId = e.Data.ContactId };

    public static AuditEntry Create(Event<SignedIn> e) => Of(e, "signed-in", "sign-in") with
    {
        SubjectId = e.Data.UserId,
        Detail = $"{e.Data.Method}",
        Address = e.Data.Address,
        UserAgent = e.Data.UserAgent,
    };

    public static AuditEntry Create(Event<SignedOut> e) => Of(e, "signed-out", "sign-in") with { SubjectId = e.Data.UserId };

    public static AuditEntry Create(Event<AccessRecorded> e) => Of(e, e.Data.Action, e.Data.Target ?? "account") with
    {
        TargetId = e.Data.TargetId ?? e.StreamId,
        SubjectId = e.Data.SubjectId == e.StreamId ? null : e.Data.SubjectId,
        IsRefused = e.Data.IsRefused,
        Detail = e.Data.Detail,
        Address = e.Data.Address,
        UserAgent = e.Data.UserAgent,
    };

    public static AuditEntry Create(Event<ViolationDetected> e) => Of(e, NameOf(e.Data.Kind), e.Data.Target ?? "account") with
    {
        TargetId = e.Data.TargetId ?? e.StreamId,
        SubjectId = e.Data.SubjectId == e.StreamId ? null : e.Data.SubjectId,
        IsRefused = true,
        IsViolation = true,
        Detail = e.Data.Detail,
        Address = e.Data.Address,
        UserAgent = e.Data.UserAgent,
    };

    public static AuditEntry Create(Event<SecurityAlertRaised> e) =>
        Of(e, "security-alert-raised", "alert") with { Detail = $"{NameOf(e.Data.Kind)} {e.Data.Count}" };

    /// <summary>The entries that match, the newest first, starting behind <paramref name="after"/>.</summary>
    public static Task<IReadOnlyList<AuditEntry>> List(
        IQuerySession session, AuditFilter filter, AuditKey? after, int rows, CancellationToken ct) =>
        session.Query<AuditEntry>(
            EmbeddedSql.Beside<AuditEntry>("AuditEntry.sql"),
            ct,
            Parameter.Of(session.TenantId),
            Parameter.Of(filter.Subject),
            Parameter.Of(filter.Actor),
            Parameter.Of(filter.Action),
            Parameter.Of(filter.IsViolation),
            Parameter.Of(filter.From),
            Parameter.Of(filter.To),
            Parameter.Of(after?.At),
            Parameter.Of(after?.Id),
            Parameter.Of(rows));

    /// <summary>How many violations of a kind there were between two instants.</summary>
    public static async Task<int> Violations(
        IQuerySession session, ViolationKind kind, DateTimeOffset after, DateTimeOffset upTo, CancellationToken ct)
    {
        var found = await session.Query<Counted>(
            EmbeddedSql.Beside<AuditEntry>("CountViolations.sql"), ct,
            Parameter.Of(session.TenantId), Parameter.Of(NameOf(kind)), Parameter.Of(after), Parameter.Of(upTo));
        return found[0].Count;
    }

    /// <summary><c>ForgedWebhook</c> → <c>forged-webhook</c>.</summary>
    public static string NameOf(ViolationKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    private static AuditEntry Company(Event e, string action) => Of(e, action, "company");

    private static AuditEntry Person(Event e, string action) => Of(e, action, "user") with { SubjectId = e.StreamId };

    private static AuditEntry Team(Event e, string action) => Of(e, action, "team");

    private static AuditEntry ApiKey(Event e, string action) => Of(e, action, "api-key");

    private static AuditEntry Provider(Event e, string action) => Of(e, action, "identity-provider");

    private static AuditEntry Contact(Event e, string action) => Of(e, action, "contact") with { SubjectId = e.StreamId };

    private static AuditEntry Call(Event e, string action) => Of(e, action, "call");

    private static AuditEntry Of(Event e, string action, string target) => new(
        e.Id, e.Timestamp, e.UserName, action, target, e.StreamId, SubjectId: null, IsRefused: false, IsViolation: false, Detail: null,
        Address: null, UserAgent: null, e.CorrelationId);

    private sealed record Counted(int Count);
}
