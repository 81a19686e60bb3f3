using SalesEngagement.EventStore.Scheduling;
using SalesEngagement.Host.Mail;

namespace SalesEngagement.Host.Access;

/// <summary>Brings a link to the person it is for. Scheduled with the link, so that neither is without the other.</summary>
[ScheduledMessage("send_account_link")]
internal sealed record SendAccountLink(Guid LinkId);

internal sealed class SendAccountLinkHandler(
    AccountLinks links, LinkHolders holders, AccountMails mails, IMailer mailer, TimeProvider clock)
    : IScheduledHandler<SendAccountLink>
{
    public async Task Handle(SendAccountLink message, DueMessage due, CancellationToken ct)
    {
        // One that was replaced, withdrawn, used or has expired meanwhile, or whose holder is erased, is of no use to anybody.
        if (await links.Find(due.Session.TenantId, message.LinkId, ct) is { } link
            && await holders.Of(link, ct) is { } holder
            && holder.IsGood(clock.GetUtcNow()))
        {
            await mailer.Send(await mails.Bringing(holder, ct), ct);
        }
    }
}
