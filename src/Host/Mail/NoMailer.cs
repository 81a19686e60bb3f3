namespace SalesEngagement.Host.Mail;

/// <summary>Where there is no mail server: drops mails, and says so. Invitations are handed over by their link.</summary>
internal sealed partial class NoMailer(ILogger<NoMailer> log) : IMailer
{
    /// <inheritdoc/>
    public Task Send(OutgoingMail mail, CancellationToken ct)
    {
        LogDropped(mail.Id);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} was dropped: no mail server is configured (Mail:Host).")]
    private partial void LogDropped(Guid id);
}
