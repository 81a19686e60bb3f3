using Microsoft.Extensions.Options;
using Npgsql;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Application.Users;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Scheduling;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>Invitations: a user's stream, the link that accepts, and the mail that brings it, each time in one transaction.</summary>
internal sealed class Invitations(
    IEventStore store, Answers answers, AccountLinks links, Passwords passwords, EmailLookup lookup,
    IOptions<AccessOptions> options, TimeProvider clock)
{
    private static readonly IReadOnlyList<Rejection> Refusals = [.. PeopleRules.Refusals, LinkGone.Rejection];

    private TimeSpan Life => TimeSpan.FromDays(options.Value.InvitationDays);

    /// <summary>Invites somebody, and has them sent their link.</summary>
    public Task<CommandResult<User>> Invite(Commands commands, NewInvitation invited, CancellationToken ct)
    {
        var (id, linkId) = (NewId(), NewId());
        var command = new InviteUser(invited.Email, invited.Name, invited.Roles, invited.TeamId, Life);
        return commands
            .Start<User>(id, now => InviteUserHandler.Handle(command, now), ct, (session, decision) =>
            {
                PeopleRules.Keep(session, id, decision, clock.GetUtcNow());
                AccountLinks.Make(session, linkId, id, LinkPurpose.Invitation, decision.OfType<UserInvited>().Single().ExpiresAt);
                session.Schedule(linkId, clock.GetUtcNow(), new SendAccountLink(linkId));
            })
            .Within(Refusals, id);
    }

    /// <summary>Invites somebody again: with a new link, which is sent to them unless the admin hands it over.</summary>
    public Task<CommandResult<User>> Renew(Commands commands, Guid id, bool isSent, CancellationToken ct)
    {
        var linkId = NewId();
        return commands.On<User>(id, (user, now) => RenewInvitationHandler.Handle(new(Life), user, now), ct, (session, decision) =>
        {
            AccountLinks.Make(session, linkId, id, LinkPurpose.Invitation, decision.OfType<InvitationRenewed>().Single().ExpiresAt);
            if (isSent)
                session.Schedule(linkId, clock.GetUtcNow(), new SendAccountLink(linkId));
        });
    }

    /// <summary>The link that an invitation has, if it is still the one that a renewal left.</summary>
    public async Task<AccountLink?> LinkOf(string tenantId, Guid id, User renewed, CancellationToken ct) =>
        await links.Of(tenantId, id, LinkPurpose.Invitation, ct) is { } link
        && link.IsGood(clock.GetUtcNow()) && link.ExpiresWith(renewed.InvitationExpiresAt)
            ? link
            : null;

    /// <summary>Takes an invitation back, and its link with it.</summary>
    public static Task<CommandResult<User>> Withdraw(Commands commands, Guid id, CancellationToken ct) => commands.On<User>(
        id, (user, now) => WithdrawInvitationHandler.Handle(new(), user, now), ct,
        (session, _) => AccountLinks.Void(session, id, LinkPurpose.Invitation));

    /// <summary>Makes the holder of a link a user who can sign in.</summary>
    public async Task<CommandResult<User>> Accept(
        CommandContext context, LinkHolder holder, PersonName? name, string password, CancellationToken ct)
    {
        var (link, id) = (holder.Link, holder.Link.UserId);
        var (emailHash, passwordHash) = (await lookup.HashOf(holder.User.Email.Value, ct), passwords.Hash(password));
        try
        {
            return await new Commands(store, answers, clock, context)
                .On<User>(id, (user, now) => AcceptInvitationHandler.Handle(new(name), user, now), ct, (session, decision) =>
                {
                    var now = clock.GetUtcNow();
                    AccountLinks.Take(session, link, now);
                    PeopleRules.Keep(session, id, decision, now);
                    Credentials.Add(session, id, emailHash, passwordHash, now);
                })
                .Within(Refusals, id);
        }
        catch (PostgresException e) when (Credentials.IsTaken(e))
        {
            return new(CommandOutcome.Rejected, id, Rejection: Registration.EmailTaken);
        }
    }

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());
}

/// <summary>Whom to invite: valid values.</summary>
internal sealed record NewInvitation(EmailAddress Email, PersonName? Name, IReadOnlyList<Role> Roles, Guid? TeamId);
