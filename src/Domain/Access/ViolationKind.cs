namespace SalesEngagement.Domain.Access;

/// <summary>What must not happen.</summary>
public enum ViolationKind
{
    /// <summary>A refresh token was used twice: it is in two hands. The sign-in was ended.</summary>
    RefreshTokenReused,

    /// <summary>A webhook without the carrier's signature.</summary>
    ForgedWebhook,

    /// <summary>Somebody asked for the id of a record of another company, which nobody can guess.</summary>
    CrossTenantAccess,

    /// <summary>Passwords or codes are being tried until the limit.</summary>
    GuessedCredentials,

    /// <summary>An API key was used from where it may not be.</summary>
    KeyOutOfRange,
}
