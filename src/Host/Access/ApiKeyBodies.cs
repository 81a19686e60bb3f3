using SalesEngagement.Domain.ApiKeys;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.ApiKeys;

namespace SalesEngagement.Host.Access;

/// <summary>A key to make; without <c>userId</c> it acts for who makes it.</summary>
internal sealed record NewApiKey(
    string? Name, IReadOnlyList<string?>? Scopes, Guid? UserId = null, DateTimeOffset? ExpiresAt = null,
    IReadOnlyList<string?>? Addresses = null);

/// <summary>What is to change of a key. Scopes and addresses are all of them; null for <c>expiresAt</c>: without end.</summary>
internal sealed class ApiKeyPatch : MergePatch
{
    public string? Name { get; set => field = Sent(value, "name"); }

    public IReadOnlyList<string?>? Scopes { get; set => field = Sent(value, "scopes"); }

    public DateTimeOffset? ExpiresAt { get; set => field = Sent(value, "expiresAt"); }

    public IReadOnlyList<string?>? Addresses { get; set => field = Sent(value, "addresses"); }
}

/// <summary>A key as the API shows it. <c>key</c> is there once: in the first answer to its POST.</summary>
internal sealed record ApiKeyView(
    Guid Id, string Name, IReadOnlyList<string> Scopes, Guid UserId, DateTimeOffset? ExpiresAt, IReadOnlyList<string> Addresses,
    DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt, string? LastUsedAddress, long Version)
{
    /// <summary>The secret.</summary>
    public string? Key { get; init; }

    /// <summary>From the stream.</summary>
    public static ApiKeyView Of(Guid id, ApiKey key, long version, LastUse? use) => new(
        id, key.Name, key.Scopes, key.UserId, key.ExpiresAt, key.Addresses, key.CreatedAt, key.RevokedAt, use?.LastUsedAt,
        use?.LastUsedAddress, version);

    /// <summary>From the list.</summary>
    public static ApiKeyView Of(ApiKeyCard card, LastUse? use) => new(
        card.Id, card.Name, card.Scopes, card.UserId, card.ExpiresAt, card.Addresses, card.CreatedAt, card.RevokedAt,
        use?.LastUsedAt, use?.LastUsedAddress, card.Version);

    /// <summary>Never the secret.</summary>
    public override string ToString() => $"{nameof(ApiKeyView)} {Id}";
}

/// <summary>What the documentation shows for these routes.</summary>
internal static class ApiKeyExamples
{
    private static readonly Guid UserId = Guid.Parse("0199a1d0-c1f6-7e2b-9c41-52d6a7f8e310");
    private static readonly DateTimeOffset Created = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static NewApiKey New { get; } = new(
        "CRM sync", ["contacts:read", "contacts:write"], UserId, Created.AddYears(1), ["203.0.113.0/24"]);

    public static ApiKeyView Shown { get; } = new(
        Guid.Parse("0199a1d0-e7b1-7c55-a3d2-6f4e8b9c0d12"), "CRM sync", ["contacts:read", "contacts:write"], UserId,
        Created.AddYears(1), ["203.0.113.0/24"], Created, RevokedAt: null, LastUsedAt: null, LastUsedAddress: null, Version: 1)
    {
        Key = ApiKeyText.Prefix + "0KGZAfbBB322c0x8k1y3bdChmQGx51V8o9JvToucDRJ0aGlzLWlzLWFuLWV4YW1wbGUtYW5kLW5vdC1hLWtleQ",
    };

    public static ApiKeyView Used { get; } =
        Shown with { Key = null, LastUsedAt = Created.AddDays(2), LastUsedAddress = "203.0.113.17" };

    public static ApiKeyPatch Patch { get; } = new() { Scopes = ["contacts:read"] };

    public static ApiKeyView Changed { get; } = Used with { Scopes = ["contacts:read"], Version = 2 };
}
