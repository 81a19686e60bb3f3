using Microsoft.Extensions.Options;
using Npgsql;
using SalesEngagement.Domain.Access;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>Sign-ins and their refresh tokens. Each token is good once; a second use ends the whole sign-in.</summary>
internal sealed class SignIns(IEventStore store, AuditLog audit, IOptions<AccessOptions> options)
{
    private static readonly string StartSql = EmbeddedSql.Beside<SignIns>("StartSignIn.sql");
    private static readonly string RotateSql = EmbeddedSql.Beside<SignIns>("RotateRefreshToken.sql");
    private static readonly string EndReusedSql = EmbeddedSql.Beside<SignIns>("EndReusedSignIn.sql");
    private static readonly string EndAllSql = EmbeddedSql.Beside<SignIns>("EndSignIns.sql");
    private static readonly string EndSql = EmbeddedSql.Beside<SignIns>("EndSignIn.sql");
    private static readonly string OpenSql = EmbeddedSql.Beside<SignIns>("OpenSignIns.sql");

    /// <summary>
    /// Starts a sign-in, on record, and gives its first refresh token. When what the user signs in with has changed since the
    /// credential was read, the sign-in has ended before it began: its tokens open nothing.
    /// </summary>
    public async Task<(TokenHolder Account, RefreshToken Token)> Start(
        Credential credential, SignInMethod method, Visit visit, DateTimeOffset now, CancellationToken ct)
    {
        var token = RefreshToken.New(credential.TenantId, now);
        var signInId = Guid.CreateVersion7(now);
        var session = store.Open(credential.TenantId, new(credential.UserId.ToString(), visit.RequestId));
        session.Start<SignIn>(
            signInId, [new SignedIn(credential.UserId, method, visit.Address, visit.UserAgent, visit.RequestId, now)]);
        session.Write(
            StartSql, Text(credential.TenantId), Id(signInId), Id(credential.UserId), Instant(now),
            Instant(now.AddDays(options.Value.SignInDays)), Id(token.Id), Bytes(token.SecretHash), Instant(TokenDies(now)),
            new NpgsqlParameter<int> { TypedValue = credential.Epoch });
        await session.Save(ct);
        return (new(credential.TenantId, credential.UserId, signInId, credential.Epoch), token);
    }

    /// <summary>
    /// Exchanges a token for the next. Of any number of concurrent tries one wins; null for all others. A token that was
    /// used before ends its sign-in, and that is a violation.
    /// </summary>
    public async Task<(TokenHolder Account, RefreshToken Token)?> Rotate(
        RefreshToken used, HttpContext http, DateTimeOffset now, CancellationToken ct)
    {
        var tenant = used.TenantId.ToString();
        var next = RefreshToken.New(tenant, now);
        var rows = await store.Query(tenant).Query<Rotated>(
            RotateSql, ct, Text(tenant), Id(used.Id), Bytes(used.SecretHash),
            Id(next.Id), Bytes(next.SecretHash), Instant(now), Instant(TokenDies(now)));
        if (rows is [var row])
            return (new(tenant, row.UserId, row.SignInId, row.Epoch), next);

        var ended = await store.Query(tenant).Query<Ended>(
            EndReusedSql, ct, Text(tenant), Id(used.Id), Bytes(used.SecretHash), Instant(now));
        foreach (var (signIn, user) in ended)
        {
            await audit.Detect(
                http, tenant, user, ViolationKind.RefreshTokenReused, "sign-in", signIn, detail: null, ct);
        }

        return null;
    }

    /// <summary>The sign-ins of a user that have not ended, the newest first.</summary>
    public Task<IReadOnlyList<OpenSignIn>> OpenOf(string tenant, Guid user, DateTimeOffset now, CancellationToken ct) =>
        store.Query(tenant).Query<OpenSignIn>(OpenSql, ct, Text(tenant), Id(user), Instant(now));

    /// <summary>Adds the end of a user's sign-in to a transaction: none of its tokens works any more.</summary>
    public static void End(IEventSession session, Guid signInId, Guid userId, DateTimeOffset now) =>
        session.Write(EndSql, Text(session.TenantId), Id(signInId), Id(userId), Instant(now));

    /// <summary>Adds the end of all sign-ins of a user to a transaction.</summary>
    public static void EndAll(IEventSession session, Guid userId, DateTimeOffset now) =>
        session.Write(EndAllSql, Text(session.TenantId), Id(userId), Instant(now));

    private DateTimeOffset TokenDies(DateTimeOffset now) => now.AddDays(options.Value.RefreshTokenDays);

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<Guid> Id(Guid value) => new() { TypedValue = value };

    private static NpgsqlParameter<byte[]> Bytes(byte[] value) => new() { TypedValue = value };

    private static NpgsqlParameter<DateTimeOffset> Instant(DateTimeOffset value) => new() { TypedValue = value };

    private sealed record Rotated(Guid SignInId, Guid UserId, int Epoch);

    private sealed record Ended(Guid Id, Guid UserId);
}

/// <summary>A sign-in that has not ended.</summary>
internal sealed record OpenSignIn(Guid Id, DateTimeOffset StartedAt, DateTimeOffset ExpiresAt);
