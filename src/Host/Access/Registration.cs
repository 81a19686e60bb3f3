using Npgsql;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Application.Tenants;
using SalesEngagement.Application.Users;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Domain.Tenants;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>Makes companies and users: their streams and everything they need to sign in, in one transaction.</summary>
internal sealed class Registration(
    IEventStore store, Answers answers, TimeProvider clock, Passwords passwords, EmailLookup lookup,
    IEnumerable<IRegistrationStep> steps)
{
    /// <summary>One address, one account, whichever company it is in.</summary>
    public static readonly Rejection EmailTaken =
        Rejection.Because("email-taken", "The e-mail address has an account already. Sign in, or use another.");

    /// <summary>Registers the company whose tenant id is the context's, with its first user as admin.</summary>
    public async Task<CommandResult<Tenant>> Company(
        CommandContext context, string companyName, NewUser admin, CancellationToken ct)
    {
        var tenantId = Guid.Parse(context.TenantId);
        var adminId = admin.Id ?? Guid.CreateVersion7(clock.GetUtcNow());
        var command = new RegisterTenant(companyName, adminId);
        var addAdmin = await Adding(adminId, admin, ct);
        try
        {
            return await Commands(context).Start<Tenant>(
                tenantId, now => RegisterTenantHandler.Handle(command, now), ct, (session, _) =>
                {
                    var registered = RegisterUserHandler.Handle(Command(admin), clock.GetUtcNow());
                    session.Start<User>(adminId, [.. registered]);
                    addAdmin(session, registered);
                    foreach (var step in steps)
                        step.Add(session, clock.GetUtcNow());
                });
        }
        catch (PostgresException e) when (Credentials.IsTaken(e))
        {
            return new(CommandOutcome.Rejected, tenantId, Rejection: EmailTaken);
        }
    }

    /// <summary>Registers a user of the context's tenant.</summary>
    public async Task<CommandResult<User>> User(CommandContext context, NewUser user, CancellationToken ct)
    {
        var userId = user.Id ?? Guid.CreateVersion7(clock.GetUtcNow());
        var add = await Adding(userId, user, ct);
        try
        {
            return await Commands(context).Start<User>(
                userId, now => RegisterUserHandler.Handle(Command(user), now), ct, add).Within(PeopleRules.Refusals, userId);
        }
        catch (PostgresException e) when (Credentials.IsTaken(e))
        {
            return new(CommandOutcome.Rejected, userId, Rejection: EmailTaken);
        }
    }

    private Commands Commands(CommandContext context) => new(store, answers, clock, context);

    private static RegisterUser Command(NewUser user) => new(new(user.Name), new EmailAddress(user.Email), user.Roles, user.TeamId);

    private async Task<Action<IEventSession, Decision>> Adding(Guid userId, NewUser user, CancellationToken ct)
    {
        var (emailHash, passwordHash) = (await lookup.HashOf(user.Email, ct), passwords.Hash(user.Password));
        return (session, decision) =>
        {
            PeopleRules.Keep(session, userId, decision, clock.GetUtcNow());
            Credentials.Add(session, userId, emailHash, passwordHash, clock.GetUtcNow());
        };
    }
}

/// <summary>A user to be: valid values, the password in clear for the last time.</summary>
internal sealed record NewUser(string Name, string Email, string Password, IReadOnlyList<Role> Roles)
{
    /// <summary>The team they work in; null: none.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>Their id, where it must be known beforehand; else a new one is made.</summary>
    public Guid? Id { get; init; }

    /// <summary>Never the values.</summary>
    public override string ToString() => nameof(NewUser);
}
