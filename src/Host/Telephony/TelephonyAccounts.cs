using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;

namespace SalesEngagement.Host.Telephony;

/// <summary>The tenants' places at the carrier. Each tenant gets one when it registers.</summary>
internal sealed class TelephonyAccounts(
    IEventStore store, AccountCipher cipher, IOptions<TelephonyOptions> installation) : IRegistrationStep
{
    /// <summary>The look-up by key comes before any tenant is known; the function it asks needs none.</summary>
    private const string NoTenant = "none";

    private static readonly string TenantOfKeySql = EmbeddedSql.Beside<TelephonyAccounts>("FindTenantOfKey.sql");
    private static readonly string FindSql = EmbeddedSql.Beside<TelephonyAccounts>("FindAccount.sql");
    private static readonly string AddSql = EmbeddedSql.Beside<TelephonyAccounts>("AddAccount.sql");
    private static readonly string ChangeSql = EmbeddedSql.Beside<TelephonyAccounts>("ChangeAccount.sql");

    /// <summary>Gives the session's tenant a place; it begins with the installation's account.</summary>
    public void Add(IEventSession session, DateTimeOffset now) => session.Write(
        AddSql, Text(session.TenantId), Text(WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(18))));

    /// <summary>Gives the session's tenant an account of its own, or changes its token.</summary>
    public void Change(IEventSession session, string accountSid, string authToken, string callerId) => session.Write(
        ChangeSql,
        Text(session.TenantId),
        Text(accountSid),
        new NpgsqlParameter<byte[]> { TypedValue = cipher.Close(authToken, session.TenantId, accountSid) },
        Text(callerId));

    /// <summary>The tenant's place; null before its registration.</summary>
    public async Task<TelephonyAccount?> Of(string tenantId, CancellationToken ct)
    {
        var rows = await store.Query(tenantId).Query<Row>(FindSql, ct, Text(tenantId));
        return rows is [var row] ? Opened(row) : null;
    }

    /// <summary>The place that a webhook's address names; null when none does.</summary>
    public async Task<TelephonyAccount?> ByKey(string tenantKey, CancellationToken ct)
    {
        var tenants = await store.Query(NoTenant).Query<KeyOwner>(TenantOfKeySql, ct, Text(tenantKey));
        return tenants is [var tenant] ? await Of(tenant.TenantId, ct) : null;
    }

    private TelephonyAccount Opened(Row row)
    {
        var own = installation.Value;
        return row.AccountSid is null
            ? new(row.TenantId, row.TenantKey, own.AccountSid, own.AuthToken, own.PreviousAuthToken, own.CallerId)
            : new(
                row.TenantId,
                row.TenantKey,
                row.AccountSid,
                cipher.Open(row.AuthToken!, row.TenantId, row.AccountSid),
                row.PreviousAuthToken is { } box ? cipher.Open(box, row.TenantId, row.AccountSid) : null,
                row.CallerId);
    }

    private static NpgsqlParameter Text(string value) => new() { NpgsqlDbType = NpgsqlDbType.Varchar, Value = value };

    private sealed record KeyOwner(string TenantId);

    private sealed record Row(
        string TenantId, string TenantKey, string? AccountSid, byte[]? AuthToken, byte[]? PreviousAuthToken, string? CallerId);
}
