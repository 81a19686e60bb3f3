namespace SalesEngagement.Domain.ApiKeys;

/// <summary>An API key as it stands, without its secret.</summary>
/// <param name="Name">As the company calls it.</param>
/// <param name="Scopes">Names of the permissions it was given; once each, in a fixed order.</param>
/// <param name="UserId">The user it acts for.</param>
/// <param name="ExpiresAt">From then on it is refused; null: never.</param>
/// <param name="Addresses">Where it may be used from, as ranges such as <c>203.0.113.0/24</c>; none: anywhere.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record ApiKey(
    string Name,
    IReadOnlyList<string> Scopes,
    Guid UserId,
    DateTimeOffset? ExpiresAt,
    IReadOnlyList<string> Addresses,
    DateTimeOffset CreatedAt)
{
    /// <summary>When it was revoked; null while it was not.</summary>
    public DateTimeOffset? RevokedAt { get; private init; }

    public static ApiKey Create(ApiKeyCreated e) => new(e.Name, e.Scopes, e.UserId, e.ExpiresAt, e.Addresses, e.CreatedAt);

    public ApiKey Apply(ApiKeyChanged e) =>
        this with { Name = e.Name, Scopes = e.Scopes, ExpiresAt = e.ExpiresAt, Addresses = e.Addresses };

    public ApiKey Apply(ApiKeyRevoked e) => this with { RevokedAt = e.RevokedAt };
}
