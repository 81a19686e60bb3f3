using System.Globalization;
using SalesEngagement.Host.Mail;

namespace SalesEngagement.Host.Access;

/// <summary>What people read who are sent a link.</summary>
internal sealed class AccountMails(AccountLinks links, LinkAddress address)
{
    private const int LongestCompany = 80;

    /// <summary>Where a link leads; null when nobody has said how people reach this installation.</summary>
    public async Task<string?> UrlOf(AccountLink link, CancellationToken ct) =>
        address.Of($"/{(link.Purpose == LinkPurpose.Invitation ? "invitations" : "password-resets")}/{await links.TokenOf(link, ct)}");

    /// <summary>The mail that brings a link to its holder.</summary>
    /// <exception cref="InvalidOperationException">Nobody has said how people reach this installation.</exception>
    public async Task<OutgoingMail> Bringing(LinkHolder holder, CancellationToken ct)
    {
        var link = holder.Link;
        var url = await UrlOf(link, ct)
            ?? throw new InvalidOperationException("Set Mail:PublicUrl: links in mails need an address to begin with.");
        var (subject, text) = link.Purpose == LinkPurpose.Invitation
            ? Invitation(OneLine(holder.CompanyName), url, link.ExpiresAt)
            : PasswordReset(url, link.ExpiresAt);
        return new(link.Id, holder.User.Email.Value, subject, text);
    }

    private static (string Subject, string Text) Invitation(string company, string url, DateTimeOffset until) => (
        $"{company} invites you to Sales Engagement",
        $"""
        Hello,

        {company} invites you to work with them in Sales Engagement. To accept, open this link and choose a password:

        {url}

        The link works once, until {Written(until)}. If you do not know {company}, you need not do anything.

        """);

    private static (string Subject, string Text) PasswordReset(string url, DateTimeOffset until) => (
        "A new password for Sales Engagement",
        $"""
        Hello,

        somebody asked for a new password for your account. If it was you, open this link and choose one:

        {url}

        The link works once, until {Written(until)}. If it was not you, you need not do anything: your password stays as it is.

        """);

    private static string Written(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("d MMMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Companies name themselves: a name shall not end a line, nor fill the mail.</summary>
    private static string OneLine(string company)
    {
        var line = string.Concat(company.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
        return line.Length <= LongestCompany ? line : $"{line[..LongestCompany].TrimEnd()}…";
    }
}
