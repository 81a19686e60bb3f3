using SalesEngagement.Domain;
using SalesEngagement.Domain.ApiKeys;

namespace SalesEngagement.Application.ApiKeys;

/// <summary>An admin changes what a key is called and may do. What is null here stays as it is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Scopes">All its scopes.</param>
/// <param name="Expiry">Its end.</param>
/// <param name="Addresses">All its ranges of addresses.</param>
public sealed record ChangeApiKey(
    string? Name = null,
    IReadOnlyList<string>? Scopes = null,
    KeyExpiry? Expiry = null,
    IReadOnlyList<string>? Addresses = null);

public static class ChangeApiKeyHandler
{
    public static Decision Handle(ChangeApiKey command, ApiKey key, DateTimeOffset now)
    {
        if (key.RevokedAt is not null)
            return Rejection.Because("key-revoked", "The key is revoked, for good. Make another.");

        var changed = new ApiKeyChanged(
            command.Name ?? key.Name,
            command.Scopes ?? key.Scopes,
            command.Expiry is { } expiry ? expiry.At : key.ExpiresAt,
            command.Addresses ?? key.Addresses,
            now);
        if (IsAsBefore(changed, key))
            return [];
        return changed.ExpiresAt != key.ExpiresAt && changed.ExpiresAt <= now ? KeyExpiry.HasPassed : [changed];
    }

    private static bool IsAsBefore(ApiKeyChanged changed, ApiKey key) =>
        changed.Name == key.Name
        && changed.ExpiresAt == key.ExpiresAt
        && changed.Scopes.SequenceEqual(key.Scopes)
        && changed.Addresses.SequenceEqual(key.Addresses);
}
