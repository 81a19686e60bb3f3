using System.Net;
using Npgsql;
using NpgsqlTypes;
using SalesEngagement.Domain;
using SalesEngagement.Domain.ApiKeys;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>
/// The rows that API keys are checked against. Asked of the database with every request, as <see cref="TokenStanding"/> is:
/// a revocation, another role or a deactivation bites at once on every node.
/// </summary>
internal class ApiKeyRows(IEventStore store)
{
    private static readonly string AloneSql = EmbeddedSql.Beside<ApiKeyRows>("PeopleAlone.sql");
    private static readonly string UserIsActiveSql = EmbeddedSql.Beside<ApiKeyRows>("UserIsActive.sql");
    private static readonly string AddSql = EmbeddedSql.Beside<ApiKeyRows>("AddApiKey.sql");
    private static readonly string ChangeSql = EmbeddedSql.Beside<ApiKeyRows>("ChangeApiKey.sql");
    private static readonly string RevokeSql = EmbeddedSql.Beside<ApiKeyRows>("RevokeApiKey.sql");
    private static readonly string RevokeOfSql = EmbeddedSql.Beside<ApiKeyRows>("RevokeApiKeysOf.sql");
    private static readonly string FindSql = EmbeddedSql.Beside<ApiKeyRows>("FindApiKey.sql");

    /// <summary>What <see cref="Add"/> refuses with.</summary>
    public static IReadOnlyList<Rejection> Refusals { get; } =
        [Rejection.Because("unknown-user", "There is no such user, or they are not active.")];

    /// <summary>Adds a new key's row; its user must be active, also when another admin deactivates them meanwhile.</summary>
    public static void Add(IEventSession session, ApiKeyText key, Decision decision)
    {
        foreach (var created in decision.OfType<ApiKeyCreated>())
        {
            session.Write(AloneSql, Text(session.TenantId));
            session.Write(UserIsActiveSql, Text(session.TenantId), Id(created.UserId));
            session.Write(
                AddSql, Text(session.TenantId), Id(key.Id), Bytes(key.SecretHash), Id(created.UserId), Texts(created.Scopes),
                Instant(created.ExpiresAt), Texts(created.Addresses));
        }
    }

    /// <summary>Writes a key's new facts into its row.</summary>
    public static void Keep(IEventSession session, Guid keyId, Decision decision)
    {
        foreach (var fact in decision)
        {
            switch (fact)
            {
                case ApiKeyChanged changed:
                    session.Write(
                        ChangeSql, Text(session.TenantId), Id(keyId), Texts(changed.Scopes), Instant(changed.ExpiresAt),
                        Texts(changed.Addresses));
                    break;
                case ApiKeyRevoked revoked:
                    session.Write(RevokeSql, Text(session.TenantId), Id(keyId), Instant(revoked.RevokedAt));
                    break;
            }
        }
    }

    /// <summary>Takes all keys from a user with the transaction, for good.</summary>
    public static void RevokeOf(IEventSession session, Guid userId, DateTimeOffset now) =>
        session.Write(RevokeOfSql, Text(session.TenantId), Id(userId), Instant(now));

    /// <summary>For whom the key may act now, used from this address; null when for nobody, whatever the reason.</summary>
    public virtual async Task<KeyHolder?> Find(ApiKeyText key, IPAddress? from, DateTimeOffset now, CancellationToken ct)
    {
        var tenant = key.TenantId.ToString();
        var found = await store.Query(tenant).Query<KeyHolder>(
            FindSql, ct, Text(tenant), Id(key.Id), Bytes(key.SecretHash), Instant(now),
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Inet, Value = (object?)from ?? DBNull.Value });
        return found is [var holder] ? holder : null;
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<Guid> Id(Guid value) => new() { TypedValue = value };

    private static NpgsqlParameter<byte[]> Bytes(byte[] value) => new() { TypedValue = value };

    private static NpgsqlParameter<string[]> Texts(IEnumerable<string> values) => new() { TypedValue = [.. values] };

    private static NpgsqlParameter Instant(DateTimeOffset? value) => new()
    {
        NpgsqlDbType = NpgsqlDbType.TimestampTz,
        Value = (object?)value?.ToUniversalTime() ?? DBNull.Value,
    };
}

/// <summary>For whom a key acts, and within what.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Roles">Theirs, as of now.</param>
/// <param name="Scopes">The permissions that the key was given.</param>
/// <param name="LastUsedAt">The last use that was noted.</param>
internal sealed record KeyHolder(
    Guid UserId, IReadOnlyList<Role> Roles, IReadOnlyList<string> Scopes, DateTimeOffset? LastUsedAt);
