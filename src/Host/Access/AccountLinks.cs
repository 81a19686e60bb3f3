using System.Security.Cryptography;
using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>
/// Links that people are sent, good once. A row says that a link is there and until when; the token that opens it is derived
/// from the row's ids whenever it is needed, and is stored nowhere.
/// </summary>
internal sealed class AccountLinks(IEventStore store, HostSecrets secrets)
{
    private const int KeySize = 32;
    private static readonly string MakeSql = EmbeddedSql.Beside<AccountLinks>("MakeLink.sql");
    private static readonly string TakeSql = EmbeddedSql.Beside<AccountLinks>("TakeLink.sql");
    private static readonly string VoidSql = EmbeddedSql.Beside<AccountLinks>("VoidLink.sql");
    private static readonly string FindSql = EmbeddedSql.Beside<AccountLinks>("FindLink.sql");
    private static readonly string FindOfUserSql = EmbeddedSql.Beside<AccountLinks>("FindLinkOfUser.sql");

    /// <summary>Adds a new link to the transaction; the user's earlier one of this purpose is worth nothing with it.</summary>
    public static void Make(IEventSession session, Guid id, Guid userId, string purpose, DateTimeOffset expiresAt) => session.Write(
        MakeSql, Text(session.TenantId), Id(id), Id(userId), Text(purpose), Instant(expiresAt));

    /// <summary>
    /// Adds the use of a link to the transaction. Of any number of uses one is saved; the others are refused with
    /// <c>link-gone</c> and nothing of them is written.
    /// </summary>
    public static void Take(IEventSession session, AccountLink link, DateTimeOffset now) =>
        session.Write(TakeSql, Text(session.TenantId), Id(link.Id), Instant(now));

    /// <summary>Makes a user's link of this purpose worth nothing with the transaction.</summary>
    public static void Void(IEventSession session, Guid userId, string purpose) =>
        session.Write(VoidSql, Text(session.TenantId), Id(userId), Text(purpose));

    /// <summary>The link, good or not, that a token is sealed for; null when the token is none of ours, or the link is no more.</summary>
    public async Task<AccountLink?> Opened(string? token, string purpose, CancellationToken ct) =>
        LinkToken.Parse(token) is { } read && read.IsSealed(purpose, await Key(ct))
            ? await Find(read.TenantId.ToString(), read.LinkId, ct)
            : null;

    /// <summary>The link of this id, good or not; null when another has taken its place.</summary>
    public async Task<AccountLink?> Find(string tenantId, Guid id, CancellationToken ct) =>
        await store.Query(tenantId).Query<AccountLink>(FindSql, ct, Text(tenantId), Id(id)) is [var link] ? link : null;

    /// <summary>The only link of this purpose that a user has, good or not.</summary>
    public async Task<AccountLink?> Of(string tenantId, Guid userId, string purpose, CancellationToken ct) =>
        await store.Query(tenantId).Query<AccountLink>(FindOfUserSql, ct, Text(tenantId), Id(userId), Text(purpose)) is [var link]
            ? link
            : null;

    /// <summary>What opens a link.</summary>
    public async ValueTask<string> TokenOf(AccountLink link, CancellationToken ct) =>
        LinkToken.Of(Guid.Parse(link.TenantId), link.Id, link.Purpose, await Key(ct)).Write();

    private ValueTask<byte[]> Key(CancellationToken ct) =>
        secrets.Of("account-links", () => RandomNumberGenerator.GetBytes(KeySize), ct);

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<Guid> Id(Guid value) => new() { TypedValue = value };

    private static NpgsqlParameter<DateTimeOffset> Instant(DateTimeOffset value) => new() { TypedValue = value };
}
