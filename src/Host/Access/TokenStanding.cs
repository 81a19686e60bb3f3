using System.Globalization;
using System.Security.Claims;
using Npgsql;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>
/// Whether an access token still stands. Asked of the database with every request, so that another role, a deactivation
/// or a sign-out bites at once on every node; it is one look-up by primary key. A token of an identity provider belongs to
/// no sign-in of ours: it stands as long as its user and its provider do.
/// </summary>
internal class TokenStanding(IEventStore store, TimeProvider clock)
{
    private static readonly string FindSql = EmbeddedSql.Beside<TokenStanding>("FindStanding.sql");

    private static readonly string FindUserSql = EmbeddedSql.Beside<TokenStanding>("FindUserStanding.sql");

    /// <summary>Whether the user may still act by this token.</summary>
    public virtual async Task<bool> Holds(ClaimsPrincipal token, CancellationToken ct)
    {
        if (token.FindFirst(Caller.TenantClaim)?.Value is not { Length: > 0 } tenant
            || !Guid.TryParse(token.FindFirst(Caller.SubjectClaim)?.Value, out var user)
            || !int.TryParse(token.FindFirst(AccessTokens.EpochClaim)?.Value, CultureInfo.InvariantCulture, out var epoch))
        {
            return false;
        }

        if (token.SignInId() is { } signIn)
            return await Stands(FindSql, tenant, ct, Id(user), Id(signIn), Number(epoch), Instant(clock.GetUtcNow()));
        return Guid.TryParse(token.FindFirst(Caller.ProviderClaim)?.Value, out var provider)
            && await Stands(FindUserSql, tenant, ct, Id(user), Number(epoch), Id(provider));
    }

    private async Task<bool> Stands(string sql, string tenant, CancellationToken ct, params NpgsqlParameter[] parameters) =>
        await store.Query(tenant).Query<Standing>(sql, ct, [new NpgsqlParameter<string> { TypedValue = tenant }, .. parameters]) is [_];

    private static NpgsqlParameter<Guid> Id(Guid value) => new() { TypedValue = value };

    private static NpgsqlParameter<int> Number(int value) => new() { TypedValue = value };

    private static NpgsqlParameter<DateTimeOffset> Instant(DateTimeOffset value) => new() { TypedValue = value };

    private sealed record Standing(Guid UserId);
}
