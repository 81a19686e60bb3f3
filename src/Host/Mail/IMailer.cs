namespace SalesEngagement.Host.Mail;

/// <summary>How mails leave the house.</summary>
internal interface IMailer
{
    /// <summary>
    /// Hands a mail on. When it returns the mail is on its way, or nobody will ever take it; when it throws, try again later.
    /// </summary>
    Task Send(OutgoingMail mail, CancellationToken ct);
}
