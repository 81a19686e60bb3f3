using SalesEngagement.Domain;
using SalesEngagement.Domain.ApiKeys;

namespace SalesEngagement.Application.ApiKeys;

/// <summary>A key is to be worth nothing any more.</summary>
public sealed record RevokeApiKey;

public static class RevokeApiKeyHandler
{
    public static Decision Handle(RevokeApiKey _, ApiKey key, DateTimeOffset now) =>
        key.RevokedAt is null ? [new ApiKeyRevoked(now)] : [];
}
