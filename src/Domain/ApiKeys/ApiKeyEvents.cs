namespace SalesEngagement.Domain.ApiKeys;

// Stored names and shapes are frozen: add, never edit (see docs/events.md).
// The secret is never in events, and neither is when the key was used.

/// <summary>A program may act for a user, within the scopes, until it expires, from these ranges of addresses (none: any).</summary>
[EventType("api_key_created")]
public sealed record ApiKeyCreated(
    string Name,
    IReadOnlyList<string> Scopes,
    Guid UserId,
    DateTimeOffset? ExpiresAt,
    IReadOnlyList<string> Addresses,
    DateTimeOffset CreatedAt);

/// <summary>What a key is called and may do stands anew. Its secret and its user stay.</summary>
[EventType("api_key_changed")]
public sealed record ApiKeyChanged(
    string Name,
    IReadOnlyList<string> Scopes,
    DateTimeOffset? ExpiresAt,
    IReadOnlyList<string> Addresses,
    DateTimeOffset ChangedAt);

/// <summary>A key is worth nothing any more, for good.</summary>
[EventType("api_key_revoked")]
public sealed record ApiKeyRevoked(DateTimeOffset RevokedAt);
