using System.ComponentModel.DataAnnotations;

namespace SalesEngagement.Host.Access;

/// <summary>Section <c>Access</c>: who may sign up, and how long a sign-in lasts.</summary>
internal sealed class AccessOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Access";

    /// <summary>Minutes that no access token lives longer than, whatever is set.</summary>
    public const int LongestTokenMinutes = 10;

    /// <summary>Whether companies may sign up by themselves; otherwise registration answers 403.</summary>
    public bool RegistrationOpen { get; set; } = true;

    /// <summary><c>iss</c> of our tokens.</summary>
    [Required]
    public string Issuer { get; set; } = "urn:sales-engagement";

    /// <summary><c>aud</c> of our tokens.</summary>
    [Required]
    public string Audience { get; set; } = "urn:sales-engagement:api";

    /// <summary>Life of an access token; it cannot be called back, so it is short.</summary>
    [Range(1, LongestTokenMinutes)]
    public int AccessTokenMinutes { get; set; } = LongestTokenMinutes;

    /// <summary>Age at which the key that signs access tokens gets its successor.</summary>
    [Range(1, 365)]
    public int SigningKeyDays { get; set; } = 30;

    /// <summary>An unused refresh token dies after this.</summary>
    [Range(1, 90)]
    public int RefreshTokenDays { get; set; } = 14;

    /// <summary>A sign-in ends after this, however often it was refreshed.</summary>
    [Range(1, 365)]
    public int SignInDays { get; set; } = 90;

    /// <summary>Who is answered so many contacts, calls or entries of a timeline at once is written to the audit trail.</summary>
    [Range(1, 200)]
    public int BulkReadRows { get; set; } = 100;

    /// <summary>How long an invitation can be accepted.</summary>
    [Range(1, 90)]
    public int InvitationDays { get; set; } = 7;

    /// <summary>How long a link for a new password is good.</summary>
    [Range(5, 1440)]
    public int PasswordResetMinutes { get; set; } = 30;

    /// <summary>How long after such a link no other is sent to the same person.</summary>
    [Range(0, 60)]
    public int PasswordResetPauseMinutes { get; set; } = 5;

    /// <summary>Rounds of PBKDF2-HMAC-SHA512 per password.</summary>
    [Range(100_000, 10_000_000)]
    public int PasswordIterations { get; set; } = 210_000;

    /// <summary>Tries to sign in that a device, or a network for one account, has before it must wait between them.</summary>
    [Range(1, 100)]
    public int LoginTries { get; set; } = 5;

    /// <summary>The first of those waits; each is twice the one before.</summary>
    [Range(1, 3600)]
    public int LoginDelaySeconds { get; set; } = 30;

    /// <summary>No wait is longer.</summary>
    [Range(1, 3600)]
    public int LongestLoginDelaySeconds { get; set; } = 900;

    /// <summary>Tries that a network has in 15 minutes, for all accounts together; successful ones do not count.</summary>
    [Range(1, 1_000_000)]
    public int LoginTriesPerNetwork { get; set; } = 100;

    /// <summary>Tries that an account allows in an hour, together, to networks it has never signed in from.</summary>
    [Range(1, 1_000_000)]
    public int LoginTriesFromElsewhere { get; set; } = 100;

    /// <summary>For how long a device on which somebody signed in is told from strangers'.</summary>
    [Range(1, 400)]
    public int DeviceCookieDays { get; set; } = 180;
}
