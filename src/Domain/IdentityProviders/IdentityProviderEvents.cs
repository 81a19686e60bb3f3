namespace SalesEngagement.Domain.IdentityProviders;

// Stored names and shapes are frozen: add, never edit (see docs/events.md).
// The client's secret is never in events.

/// <summary>A company trusts an identity provider to say who its people are.</summary>
[EventType("identity_provider_added")]
public sealed record IdentityProviderAdded(ProviderSettings Settings, DateTimeOffset AddedAt);

/// <summary>How it is trusted stands anew. Its issuer stays.</summary>
[EventType("identity_provider_changed")]
public sealed record IdentityProviderChanged(ProviderSettings Settings, DateTimeOffset ChangedAt);

/// <summary>We prove who we are with another secret there, or with none.</summary>
[EventType("identity_provider_secret_changed")]
public sealed record IdentityProviderSecretChanged(bool HasSecret, DateTimeOffset ChangedAt);

/// <summary>It is not trusted any more. Users who came by it stay; they are known again when its issuer is.</summary>
[EventType("identity_provider_removed")]
public sealed record IdentityProviderRemoved(DateTimeOffset RemovedAt);
