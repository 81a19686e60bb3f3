using Microsoft.Extensions.Options;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Scheduling;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>
/// Somebody without a credential asks for a new password. What follows from it happens outside of their request, whose answer
/// therefore cannot tell, in what it says or how long it takes, whether there is such an account.
/// </summary>
/// <param name="EmailHash">The keyed hash that accounts are found by; never the address.</param>
[ScheduledMessage("request_password_reset")]
internal sealed record RequestPasswordReset(byte[] EmailHash);

internal sealed class RequestPasswordResetHandler(
    Credentials credentials, AccountLinks links, IEventStore store, IOptions<AccessOptions> options, TimeProvider clock)
    : IScheduledHandler<RequestPasswordReset>
{
    public async Task Handle(RequestPasswordReset message, DueMessage due, CancellationToken ct)
    {
        if (await credentials.AccountOf(message.EmailHash, ct) is not { } account)
            return;
        var session = store.Open(account.TenantId, new(PasswordResets.Principal, CausationId: due.Id.ToString()));
        if ((await session.Fetch<User>(account.UserId, ct)).State is not { Status: UserStatus.Active })
            return;
        var (now, life) = (clock.GetUtcNow(), TimeSpan.FromMinutes(options.Value.PasswordResetMinutes));
        if (await links.Of(account.TenantId, account.UserId, LinkPurpose.PasswordReset, ct) is { } last && IsYoung(last, life, now))
            return;

        AccountLinks.Make(session, due.Id, account.UserId, LinkPurpose.PasswordReset, now + life);
        session.Schedule(due.Id, now, new SendAccountLink(due.Id));
        await session.Save(ct);
    }

    /// <summary>Whoever keeps asking shall neither fill a mailbox nor take the link away that was just sent there.</summary>
    private bool IsYoung(AccountLink last, TimeSpan life, DateTimeOffset now) =>
        last.UsedAt is null && now < last.ExpiresAt - life + TimeSpan.FromMinutes(options.Value.PasswordResetPauseMinutes);
}
