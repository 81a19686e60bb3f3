using System.Globalization;
using System.Security.Claims;
using Npgsql;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>
/// Whether an access token still stands. Asked of the database with every request, so that another role, a deactivation
/// or a sign-out bites at once on every node; it is one look-up by primary key.
/// </summary>
internal class TokenStanding(IEventStore store, TimeProvider clock)
{
    private static readonly string FindSql = EmbeddedSql.Beside<TokenStanding>("FindStanding.sql");

    /// <summary>Whether the user may still act by this token of ours.</summary>
    public virtual async Task<bool> Holds(ClaimsPrincipal token, CancellationToken ct)
    {
        if (token.FindFirst(Caller.TenantClaim)?.Value is not { Length: > 0 } tenant
            || !Guid.TryParse(token.FindFirst(Caller.SubjectClaim)?.Value, out var user)
            || token.SignInId() is not { } signIn
            || !int.TryParse(token.FindFirst(AccessTokens.EpochClaim)?.Value, CultureInfo.InvariantCulture, out var epoch))
        {
            return false;
        }

        var standing = await store.Query(tenant).Query<Standing>(
            FindSql, ct,
            new NpgsqlParameter<string> { TypedValue = tenant },
            new NpgsqlParameter<Guid> { TypedValue = user },
            new NpgsqlParameter<Guid> { TypedValue = signIn },
            new NpgsqlParameter<int> { TypedValue = epoch },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() });
        return standing is [_];
    }

    private sealed record Standing(Guid UserId);
}
