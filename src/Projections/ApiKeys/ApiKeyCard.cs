using SalesEngagement.Domain.ApiKeys;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.ApiKeys;

/// <summary>An API key as lists show it; one row per key. Written with the events: what is revoked must not look alive.</summary>
[ReadModel("api_key_card", Inline = true, Indexes = ["name, id", "user_id, id"])]
public sealed record ApiKeyCard(
    Guid Id,
    long Version,
    string Name,
    IReadOnlyList<string> Scopes,
    Guid UserId,
    DateTimeOffset? ExpiresAt,
    IReadOnlyList<string> Addresses,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt)
{
    public static ApiKeyCard Create(Event<ApiKeyCreated> e) => new(
        e.StreamId, e.Version, e.Data.Name, e.Data.Scopes, e.Data.UserId, e.Data.ExpiresAt, e.Data.Addresses, e.Data.CreatedAt,
        RevokedAt: null);

    public ApiKeyCard Apply(Event<ApiKeyChanged> e) => this with
    {
        Version = e.Version,
        Name = e.Data.Name,
        Scopes = e.Data.Scopes,
        ExpiresAt = e.Data.ExpiresAt,
        Addresses = e.Data.Addresses,
    };

    public ApiKeyCard Apply(Event<ApiKeyRevoked> e) => this with { Version = e.Version, RevokedAt = e.Data.RevokedAt };

    /// <summary>The keys that match, by name, starting behind <paramref name="after"/>.</summary>
    public static Task<IReadOnlyList<ApiKeyCard>> List(
        IQuerySession session, ApiKeyFilter filter, ApiKeyPlace? after, int rows, CancellationToken ct) =>
        session.Query<ApiKeyCard>(
            EmbeddedSql.Beside<ApiKeyCard>("ApiKeyCard.sql"),
            ct,
            Parameter.Of(session.TenantId),
            Parameter.Of(filter.IsRevoked),
            Parameter.Of(filter.UserId),
            Parameter.Of(after?.Name),
            Parameter.Of(after?.Id),
            Parameter.Of(rows));
}

/// <summary>Which keys a list shows.</summary>
/// <param name="IsRevoked">Those that are revoked, or those that are not.</param>
/// <param name="UserId">Those that act for this user; null: for any.</param>
public sealed record ApiKeyFilter(bool IsRevoked = false, Guid? UserId = null);

/// <summary>A key's place in the list.</summary>
public sealed record ApiKeyPlace(string Name, Guid Id);
