namespace SalesEngagement.Host.Access;

/// <summary>A link that a user was sent.</summary>
/// <param name="TenantId">Their company.</param>
/// <param name="Id">The link's.</param>
/// <param name="UserId">Theirs.</param>
/// <param name="Purpose">One of <see cref="LinkPurpose"/>.</param>
/// <param name="ExpiresAt">From then on it opens nothing.</param>
/// <param name="UsedAt">Since then it opens nothing.</param>
internal sealed record AccountLink(
    string TenantId, Guid Id, Guid UserId, string Purpose, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt)
{
    /// <summary>Whether it may still be used.</summary>
    public bool IsGood(DateTimeOffset now) => UsedAt is null && ExpiresAt > now;

    /// <summary>Whether it expires at an instant, as far as the database can tell: it keeps microseconds.</summary>
    public bool ExpiresWith(DateTimeOffset? instant) =>
        instant is { } wanted && (ExpiresAt - wanted).Duration() <= TimeSpan.FromMicroseconds(1);
}

/// <summary>What a link is for, as it is stored and sealed.</summary>
internal static class LinkPurpose
{
    /// <summary>To accept an invitation.</summary>
    public const string Invitation = "invitation";

    /// <summary>To choose another password without the one before.</summary>
    public const string PasswordReset = "password-reset";
}
