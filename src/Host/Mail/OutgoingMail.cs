using MimeKit;

namespace SalesEngagement.Host.Mail;

/// <summary>A mail to one person, in plain text.</summary>
/// <param name="Id">The same at every try, so that a mail that was sent twice is seen to be one.</param>
/// <param name="To">The person's address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">What they read.</param>
internal sealed record OutgoingMail(Guid Id, string To, string Subject, string Text)
{
    /// <summary>The mail as it travels (RFC 5322).</summary>
    public MimeMessage Written(MailboxAddress from, DateTimeOffset now)
    {
        var message = new MimeMessage
        {
            MessageId = $"{Id:n}@{from.Domain}",
            Date = now,
            Subject = Subject,
            Body = new TextPart("plain") { Text = Text },
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(string.Empty, To));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated"); // No out-of-office notes, please (RFC 3834).
        return message;
    }

    /// <summary>Never the person or the text, which may hold a link.</summary>
    public override string ToString() => nameof(OutgoingMail);
}
