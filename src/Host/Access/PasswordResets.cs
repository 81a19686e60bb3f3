using Npgsql;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Application.Users;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Scheduling;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>New passwords: by the one before, or by a link that was sent. Each ends all sign-ins of the user.</summary>
internal sealed class PasswordResets(
    IEventStore store, Answers answers, Credentials credentials, Passwords passwords, EmailLookup lookup, TimeProvider clock)
{
    /// <summary>Who asks for links, as far as anybody knows.</summary>
    public const string Principal = "password-reset";

    /// <summary>The one before was not what was said, or is not any more.</summary>
    public static readonly Rejection WrongPassword = Rejection.Because("wrong-password", "This is not your password.");

    private static readonly IReadOnlyList<Rejection> Refusals = [.. PeopleRules.Refusals, LinkGone.Rejection, WrongPassword];

    /// <summary>
    /// Notes that a link is wanted for the account of an address, if there is one. Does the same for every address: nothing of
    /// the account is looked at here.
    /// </summary>
    /// <returns>False when the idempotency key was used with another request.</returns>
    public async Task<bool> Ask(CommandContext context, string email, CancellationToken ct)
    {
        var (now, emailHash) = (clock.GetUtcNow(), await lookup.HashOf(email, ct));
        var id = Guid.CreateVersion7(now);
        var session = store.Open(Credentials.NoTenant, new(Principal, context.CorrelationId));
        session.Schedule(id, now, new RequestPasswordReset(emailHash));
        if (context.Idempotency is { } key)
        {
            if (await answers.Find(context, now, ct) is { } earlier)
                return earlier.IsFor(key);
            Answers.Remember(session, context, id, version: 0, rejection: null, now);
        }

        try
        {
            await session.Save(ct);
            return true;
        }
        catch (PostgresException e) when (Answers.IsTwin(e))
        {
            return (await answers.Find(context, now, ct))?.IsFor(context.Idempotency!) ?? true;
        }
    }

    /// <summary>Gives the holder of a link another password.</summary>
    public Task<CommandResult<User>> Reset(CommandContext context, AccountLink link, string password, CancellationToken ct)
    {
        var hash = passwords.Hash(password);
        return Commands(context)
            .On<User>(link.UserId, (user, now) => ChangePasswordHandler.Handle(new(IsReset: true), user, now), ct, (session, decision) =>
            {
                AccountLinks.Take(session, link, clock.GetUtcNow());
                Change(session, link.UserId, hash, replaced: null, decision);
            })
            .Within(Refusals, link.UserId);
    }

    /// <summary>Gives a user who knows their password another one.</summary>
    public async Task<CommandResult<User>> Change(
        CommandContext context, Guid userId, string current, string password, CancellationToken ct)
    {
        var credential = await credentials.Of(context.TenantId, userId, ct);
        var isRight = passwords.Fits(credential?.PasswordHash, current) != PasswordFit.No;
        var hash = passwords.Hash(password);
        return await Commands(context)
            .On<User>(
                userId,
                (user, now) => isRight ? ChangePasswordHandler.Handle(new(IsReset: false), user, now) : WrongPassword,
                ct,
                (session, decision) =>
                {
                    AccountLinks.Void(session, userId, LinkPurpose.PasswordReset);
                    Change(session, userId, hash, credential!.PasswordHash, decision);
                })
            .Within(Refusals, userId);
    }

    private void Change(IEventSession session, Guid userId, string hash, string? replaced, Decision decision)
    {
        Credentials.ChangePassword(session, userId, hash, replaced, clock.GetUtcNow());
        PeopleRules.Keep(session, userId, decision, clock.GetUtcNow());
    }

    private Commands Commands(CommandContext context) => new(store, answers, clock, context);
}
