using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace SalesEngagement.Host.Mail;

/// <summary>Sends mails by the configured server, each over a connection of its own.</summary>
internal sealed partial class SmtpMailer(
    IOptions<MailOptions> options, ServerTrust trust, TimeProvider clock, ILogger<SmtpMailer> log) : IMailer
{
    private readonly MailOptions _options = options.Value;

    /// <inheritdoc/>
    public Task Send(OutgoingMail mail, CancellationToken ct) => InTime(async (client, within) =>
    {
        using var message = mail.Written(MailboxAddress.Parse(_options.From!), clock.GetUtcNow());
        try
        {
            await client.SendAsync(message, within);
        }
        catch (SmtpCommandException refused) when (IsForGood(refused))
        {
            LogRefused(mail.Id, (int)refused.StatusCode);
        }
    }, ct);

    /// <summary>Connects, and signs in if it is to: what there is to go wrong without a mail.</summary>
    public Task Reach(CancellationToken ct) => InTime((_, _) => Task.CompletedTask, ct);

    /// <summary>Whether the server knows that nobody has this address: another try would hear the same.</summary>
    private static bool IsForGood(SmtpCommandException refused) =>
        refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)refused.StatusCode >= 500;

    private async Task InTime(Func<SmtpClient, CancellationToken, Task> act, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(_options.TimeoutSeconds), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        using var client = new SmtpClient
        {
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = (_, certificate, chain, errors) => trust.Holds(certificate, chain, errors),
        };
        var (security, usualPort) = _options.Security switch
        {
            MailSecurity.None => (SecureSocketOptions.None, 25),
            MailSecurity.Tls => (SecureSocketOptions.SslOnConnect, 465),
            _ => (SecureSocketOptions.StartTls, 587),
        };
        await client.ConnectAsync(_options.Host!, _options.Port ?? usualPort, security, both.Token);
        if (_options is { User: { } user, Password: { } password })
            await client.AuthenticateAsync(user, password, both.Token);
        await act(client, both.Token);
        await Leave(client, both.Token);
    }

    /// <summary>What was sent is sent, however the farewell goes.</summary>
    private static async Task Leave(SmtpClient client, CancellationToken ct)
    {
        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or MailKit.ProtocolException or MailKit.CommandException)
        {
            // The server has the mail: it said so.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} was dropped: the server refuses its recipient for good ({Status}).")]
    private partial void LogRefused(Guid id, int status);
}
