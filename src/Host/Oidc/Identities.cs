using Npgsql;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Application.Users;
using SalesEngagement.Domain;
using SalesEngagement.Domain.IdentityProviders;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;

namespace SalesEngagement.Host.Oidc;

/// <summary>
/// Who somebody is here whom a provider has proved: by issuer and subject alone. Whoever is not known yet becomes a user, or,
/// where the company trusts the provider with the domain of a verified address, is known as the user who has it.
/// </summary>
internal sealed class Identities(
    IEventStore store, Answers answers, ProviderKeys keys, EmailLookup lookup, Credentials credentials, TimeProvider clock)
{
    /// <summary>Who does what a provider says.</summary>
    private const string Principal = "identity-provider";

    private const string OneUser = "user_identities_pkey";
    private static readonly Rejection NoRole = Rejection.Because("no-role", "The identity provider says nothing that gives a role.");
    private static readonly string FindSql = EmbeddedSql.Beside<Identities>("FindIdentity.sql");
    private static readonly string AddSql = EmbeddedSql.Beside<Identities>("AddIdentity.sql");
    private static readonly string NoteSql = EmbeddedSql.Beside<Identities>("NoteRoles.sql");

    /// <summary>Lets the person in as the user they are, with the roles that their newest token gives.</summary>
    public async Task<Admission> Admit(
        string tenantId, Guid providerId, ProviderSettings settings, OidcPerson person, string? requestId, CancellationToken ct)
    {
        var visitor = new Visitor(
            tenantId, providerId, settings, person, (await keys.Get(ct)).OfPerson(tenantId, settings.Issuer, person.Subject), requestId);
        if (await Find(visitor.TenantId, visitor.Identity, ct) is { } known)
            return await Return(visitor, known, ct);
        if (await Enter(visitor, ct) is { } entered)
            return entered;
        // Of two first visits at once one makes the user, and the other finds them.
        return await Find(visitor.TenantId, visitor.Identity, ct) is { } made
            ? await Return(visitor, made, ct)
            : new(User: null, MapRolesHandler.NotActive);
    }

    /// <summary>The user whom an issuer calls by this name, as they stand; null when nobody is known by it.</summary>
    public async Task<KnownIdentity?> Find(string tenantId, string issuer, string subject, CancellationToken ct) =>
        await Find(tenantId, (await keys.Get(ct)).OfPerson(tenantId, issuer, subject), ct);

    private async Task<KnownIdentity?> Find(string tenantId, byte[] identity, CancellationToken ct) =>
        await store.Query(tenantId).Query<KnownIdentity>(FindSql, ct, Text(tenantId), Bytes(identity)) is [var known] ? known : null;

    /// <summary>A later visit. The roles of a token that is older than the last say nothing any more.</summary>
    private async Task<Admission> Return(Visitor visitor, KnownIdentity known, CancellationToken ct)
    {
        if (!known.IsActive)
            return new(known, MapRolesHandler.NotActive);
        if (visitor.Person.SaidAt < known.RolesAsOf)
            return new(known);
        if (visitor.Settings.RolesClaim is not null && await Map(visitor, known, ct) is { } refusal)
            return new(known, refusal);
        if (visitor.Person.SaidAt > known.RolesAsOf)
            await Note(visitor, ct);
        return await Known(visitor, known.UserId, ct);
    }

    /// <summary>Gives the user the roles that the token gives.</summary>
    /// <returns>Why not; null when they have them.</returns>
    private async Task<Rejection?> Map(Visitor visitor, KnownIdentity known, CancellationToken ct)
    {
        if (visitor.Roles is [])
            return NoRole;
        if (visitor.Roles.SequenceEqual(known.Roles))
            return null;
        var mapped = await On(visitor).On<User>(
                known.UserId, (user, now) => MapRolesHandler.Handle(new(visitor.Roles), user, now), ct,
                (session, decision) => PeopleRules.Keep(session, known.UserId, decision, clock.GetUtcNow()))
            .Within(PeopleRules.Refusals, known.UserId);
        return mapped.Rejection;
    }

    /// <summary>The first visit; null when another one was faster.</summary>
    private async Task<Admission?> Enter(Visitor visitor, CancellationToken ct)
    {
        if (visitor.Roles is [])
            return new(User: null, NoRole);
        try
        {
            var entered = await UserBehindAddress(visitor, ct) is { } userId ? await Link(visitor, userId, ct) : await Provision(visitor, ct);
            return entered.Rejection is { } rejection
                ? new(User: null, rejection)
                : await Known(visitor, entered.StreamId, ct);
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: OneUser })
        {
            return null;
        }
    }

    private Task<CommandResult<User>> Provision(Visitor visitor, CancellationToken ct)
    {
        var userId = Guid.CreateVersion7(clock.GetUtcNow());
        var command = new ProvisionUser(visitor.Person.Name, visitor.Person.Email, visitor.Roles, visitor.ProviderId);
        return On(visitor).Start<User>(userId, now => ProvisionUserHandler.Handle(command, now), ct, (session, decision) =>
        {
            PeopleRules.Keep(session, userId, decision, clock.GetUtcNow());
            Credentials.AddWithoutPassword(session, userId, clock.GetUtcNow());
            Add(session, visitor, userId);
        });
    }

    private Task<CommandResult<User>> Link(Visitor visitor, Guid userId, CancellationToken ct)
    {
        var command = new LinkIdentity(visitor.ProviderId, visitor.Settings.RolesClaim is null ? null : visitor.Roles);
        return On(visitor)
            .On<User>(userId, (user, now) => LinkIdentityHandler.Handle(command, user, now), ct, (session, decision) =>
            {
                PeopleRules.Keep(session, userId, decision, clock.GetUtcNow());
                Add(session, visitor, userId);
            })
            .Within(PeopleRules.Refusals, userId);
    }

    /// <summary>The user of this company with the address, where the company trusts the provider with its domain.</summary>
    private async Task<Guid?> UserBehindAddress(Visitor visitor, CancellationToken ct)
    {
        if (visitor.Person is not { IsEmailVerified: true, Email: { } email } || !visitor.Settings.KnowsBy(email.Value))
            return null;
        var account = await credentials.AccountOf(await lookup.HashOf(email.Value, ct), ct);
        return account?.TenantId == visitor.TenantId ? account.UserId : null;
    }

    private async Task<Admission> Known(Visitor visitor, Guid userId, CancellationToken ct) =>
        await Find(visitor.TenantId, visitor.Identity, ct) is { IsActive: true } known && known.UserId == userId
            ? new(known)
            : new(User: null, MapRolesHandler.NotActive);

    private async Task Note(Visitor visitor, CancellationToken ct)
    {
        var session = store.Open(visitor.TenantId, new(Principal, visitor.RequestId));
        session.Write(NoteSql, Text(visitor.TenantId), Bytes(visitor.Identity), Instant(visitor.Person.SaidAt));
        await session.Save(ct);
    }

    private static void Add(IEventSession session, Visitor visitor, Guid userId) => session.Write(
        AddSql, Text(visitor.TenantId), Bytes(visitor.Identity), new NpgsqlParameter<Guid> { TypedValue = userId },
        Instant(visitor.Person.SaidAt));

    private Commands On(Visitor visitor) =>
        new(store, answers, clock, new(visitor.TenantId, Principal, RecordScope.All, visitor.RequestId));

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<byte[]> Bytes(byte[] value) => new() { TypedValue = value };

    private static NpgsqlParameter<DateTimeOffset> Instant(DateTimeOffset value) => new() { TypedValue = value };

    /// <summary>Somebody at the door.</summary>
    private sealed record Visitor(
        string TenantId, Guid ProviderId, ProviderSettings Settings, OidcPerson Person, byte[] Identity, string? RequestId)
    {
        public IReadOnlyList<Role> Roles { get; } = Settings.RolesOf(Person.ValuesOf(Settings.RolesClaim));
    }
}

/// <summary>A user whom a provider has proved, as they stand.</summary>
/// <param name="UserId">Their id.</param>
/// <param name="RolesAsOf">When the newest token was made that has said what they may do.</param>
/// <param name="Epoch">That of their tokens.</param>
/// <param name="Roles">What they may do.</param>
/// <param name="IsActive">Whether they may sign in.</param>
internal sealed record KnownIdentity(Guid UserId, DateTimeOffset RolesAsOf, int Epoch, IReadOnlyList<Role> Roles, bool IsActive);

/// <summary>Whether somebody is let in.</summary>
/// <param name="User">Who they are; null: nobody knows.</param>
/// <param name="Refusal">Why not; null: they are.</param>
internal sealed record Admission(KnownIdentity? User, Rejection? Refusal = null);
