using Microsoft.Extensions.Options;
using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>Sign-ins and their refresh tokens. Each token is good once; a second use ends the whole sign-in.</summary>
internal sealed class SignIns(IEventStore store, IOptions<AccessOptions> options)
{
    private static readonly string StartSql = EmbeddedSql.Beside<SignIns>("StartSignIn.sql");
    private static readonly string RotateSql = EmbeddedSql.Beside<SignIns>("RotateRefreshToken.sql");
    private static readonly string EndReusedSql = EmbeddedSql.Beside<SignIns>("EndReusedSignIn.sql");
    private static readonly string EndSql = EmbeddedSql.Beside<SignIns>("EndSignIn.sql");

    /// <summary>Starts a sign-in and gives its first refresh token.</summary>
    public async Task<(SignedIn Account, RefreshToken Token)> Start(Credential credential, DateTimeOffset now, CancellationToken ct)
    {
        var token = RefreshToken.New(credential.TenantId, now);
        var signInId = Guid.CreateVersion7(now);
        var session = store.Open(credential.TenantId, new(credential.UserId.ToString()));
        session.Write(
            StartSql, Text(credential.TenantId), Id(signInId), Id(credential.UserId),
            new NpgsqlParameter<int> { TypedValue = credential.Epoch },
            Instant(now), Instant(now.AddDays(options.Value.SignInDays)),
            Id(token.Id), Bytes(token.SecretHash), Instant(TokenDies(now)));
        await session.Save(ct);
        return (new(credential.TenantId, credential.UserId, signInId, credential.Epoch), token);
    }

    /// <summary>Exchanges a token for the next. Of any number of concurrent tries one wins; null for all others.</summary>
    public async Task<(SignedIn Account, RefreshToken Token)?> Rotate(RefreshToken used, DateTimeOffset now, CancellationToken ct)
    {
        var tenant = used.TenantId.ToString();
        var next = RefreshToken.New(tenant, now);
        var rows = await store.Query(tenant).Query<Rotated>(
            RotateSql, ct, Text(tenant), Id(used.Id), Bytes(used.SecretHash),
            Id(next.Id), Bytes(next.SecretHash), Instant(now), Instant(TokenDies(now)));
        if (rows is [var row])
            return (new(tenant, row.UserId, row.SignInId, row.Epoch), next);

        await Write(tenant, EndReusedSql, ct, Text(tenant), Id(used.Id), Bytes(used.SecretHash), Instant(now));
        return null;
    }

    /// <summary>Signs out: none of the sign-in's refresh tokens works any more.</summary>
    public Task End(string tenant, Guid signInId, DateTimeOffset now, CancellationToken ct) =>
        Write(tenant, EndSql, ct, Text(tenant), Id(signInId), Instant(now));

    private DateTimeOffset TokenDies(DateTimeOffset now) => now.AddDays(options.Value.RefreshTokenDays);

    private Task<SaveResult> Write(string tenant, string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        var session = store.Open(tenant, new(UserName: null));
        session.Write(sql, parameters);
        return session.Save(ct);
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<Guid> Id(Guid value) => new() { TypedValue = value };

    private static NpgsqlParameter<byte[]> Bytes(byte[] value) => new() { TypedValue = value };

    private static NpgsqlParameter<DateTimeOffset> Instant(DateTimeOffset value) => new() { TypedValue = value };

    private sealed record Rotated(Guid SignInId, Guid UserId, int Epoch);
}
