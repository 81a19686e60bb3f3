using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SalesEngagement.Host.Configuration;

namespace SalesEngagement.Host.Mail;

/// <summary>For <c>check-env</c>: whether mails would leave.</summary>
internal static class MailServerCheck
{
    /// <summary>What there is.</summary>
    /// <exception cref="InvalidSettingException">A setting cannot be used, or the server cannot.</exception>
    public static async Task<string> Look(IConfiguration configuration, CancellationToken ct)
    {
        var options = Settings.Read<MailOptions>(configuration, MailOptions.Section);
        if (options.Host is null)
            return "no server (Mail:Host): hand invitations over with POST /api/v1/invitations/{id}/link";
        try
        {
            using var trust = new ServerTrust(Options.Create(options));
            await new SmtpMailer(Options.Create(options), trust, TimeProvider.System, NullLogger<SmtpMailer>.Instance).Reach(ct);
            return $"{options.Host} takes mails";
        }
        catch (Exception e) when (IsOfTheServer(e) && !ct.IsCancellationRequested)
        {
            throw new InvalidSettingException($"Mail:Host: {options.Host} cannot be used ({e.GetType().Name}). {e.Message}");
        }
    }

    private static bool IsOfTheServer(Exception e) => e is SocketException or IOException or OperationCanceledException
        or AuthenticationException or NotSupportedException or MailKit.Security.AuthenticationException
        or MailKit.Security.SslHandshakeException or MailKit.ProtocolException or MailKit.CommandException;
}
