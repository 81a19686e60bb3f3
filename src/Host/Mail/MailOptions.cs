using System.ComponentModel.DataAnnotations;
using System.Globalization;
using MimeKit;

namespace SalesEngagement.Host.Mail;

/// <summary>Section <c>Mail</c>: the server that mails leave by. Without one, see <see cref="MailSetup"/>.</summary>
internal sealed class MailOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Mail";

    private const int MostTries = 20;
    private const int LongestWait = 86_400;

    /// <summary>The server's name, as its certificate has it.</summary>
    public string? Host { get; set; }

    /// <summary>The server's port; unset: 587, with <c>tls</c> 465, with <c>none</c> 25.</summary>
    [Range(1, 65_535)]
    public int? Port { get; set; }

    /// <summary>How the connection is encrypted.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Whom to sign in as at the server; unset: nobody.</summary>
    public string? User { get; set; }

    /// <summary>Their password.</summary>
    public string? Password { get; set; }

    /// <summary>File with the PEM certificates that the server's must come from; unset: those the machine trusts.</summary>
    public string? AuthorityFile { get; set; }

    /// <summary>Whom mails are from: an address, or <c>Name &lt;address&gt;</c>.</summary>
    public string? From { get; set; }

    /// <summary>What links in mails begin with; unset: where the Host listens (Development only).</summary>
    [Url]
    public string? PublicUrl { get; set; }

    /// <summary>How long the server may take for a mail (seconds).</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 20;

    /// <summary>Seconds to wait before each further try of a mail, with commas between.</summary>
    [Required]
    public string RetrySeconds { get; set; } = "10, 60, 300, 900, 3600, 10800, 21600";

    /// <summary>In Development without a server: where mails are written as files.</summary>
    public string? Folder { get; set; }

    /// <summary>The waits as they are meant; those that cannot be read are negative.</summary>
    public IReadOnlyList<TimeSpan> RetryWaits() =>
        [.. RetrySeconds.Split(',').Select(wait => TimeSpan.FromSeconds(int.TryParse(
            wait, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var seconds) ? seconds : -1))];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RetryWaits() is { Count: > MostTries } || RetryWaits().Any(wait => wait.TotalSeconds is < 1 or > LongestWait))
            yield return new($"It must be 1 to {MostTries} numbers from 1 to {LongestWait} with commas between.", [nameof(RetrySeconds)]);
        if (From is not null && !MailboxAddress.TryParse(From, out _))
            yield return new("It must be an e-mail address, or a name and an address in angle brackets.", [nameof(From)]);
        if (AuthorityFile is not null && !File.Exists(AuthorityFile))
            yield return new("There is no such file.", [nameof(AuthorityFile)]);
        if (Host is not null && From is null)
            yield return new("It is needed with Mail:Host.", [nameof(From)]);
        if ((User is null) != (Password is null))
            yield return new("Mail:User and Mail:Password go together: set both or none.", [nameof(User)]);
        if (User is not null && Security == MailSecurity.None)
            yield return new("It would send Mail:Password in clear: set starttls or tls.", [nameof(Security)]);
    }
}

/// <summary>How a connection to the mail server is encrypted.</summary>
internal enum MailSecurity
{
    /// <summary>It is not: for a server on this machine or in a closed network.</summary>
    None,

    /// <summary>From the STARTTLS command on; a server that does not know it gets nothing.</summary>
    StartTls,

    /// <summary>From the first byte on.</summary>
    Tls,
}
