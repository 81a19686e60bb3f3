using SalesEngagement.Domain;

namespace SalesEngagement.Application.ApiKeys;

/// <summary>The end that a key is to have: an instant, or none.</summary>
public sealed record KeyExpiry(DateTimeOffset? At)
{
    /// <summary>A key that is dead from the start helps nobody; who wants it dead revokes it.</summary>
    internal static Rejection HasPassed { get; } =
        Rejection.Because("already-expired", "expiresAt has passed. Take a later instant, or none.");
}
