using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Telephony;

/// <summary>Wraps the tokens of all tenants' accounts with the current master key. Only its rotation, by CLI, runs it.</summary>
internal sealed class AccountRewrap(StoreOptions store, AccountCipher cipher) : IMasterKeyHolder
{
    private static readonly string ListSql = EmbeddedSql.Beside<AccountRewrap>("AccountsUnderKeys.sql");
    private static readonly string RewrapSql = EmbeddedSql.Beside<AccountRewrap>("RewrapAccount.sql");

    public async Task Rewrap(CancellationToken ct)
    {
        await using var daemon = NpgsqlDataSource.Create(store.DaemonConnection);
        // Again when a token was changed meanwhile: the one it took the place of is still there, under the older key.
        while ((await All(daemon, ct)).FindAll(IsUnderOlder) is { Count: > 0 } accounts)
            await Rewrap(accounts, daemon, ct);
    }

    private async Task Rewrap(List<Account> accounts, NpgsqlDataSource daemon, CancellationToken ct)
    {
        foreach (var account in accounts)
        {
            await using var command = daemon.CreateCommand(RewrapSql);
            command.Parameters.Add(new() { Value = account.TenantId });
            command.Parameters.Add(new() { Value = account.Sid });
            command.Parameters.Add(new() { Value = account.Token });
            command.Parameters.Add(new() { Value = Anew(account, account.Token) });
            command.Parameters.Add(new()
            {
                NpgsqlDbType = NpgsqlDbType.Bytea,
                Value = account.Previous is { } box ? Anew(account, box) : DBNull.Value,
            });
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private bool IsUnderOlder(Account account) =>
        !cipher.IsCurrent(account.Token) || account.Previous is { } previous && !cipher.IsCurrent(previous);

    private byte[] Anew(Account account, byte[] box) =>
        cipher.Close(cipher.Open(box, account.TenantId, account.Sid), account.TenantId, account.Sid);

    private static async Task<List<Account>> All(NpgsqlDataSource daemon, CancellationToken ct)
    {
        await using var command = daemon.CreateCommand(ListSql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var accounts = new List<Account>();
        while (await reader.ReadAsync(ct))
        {
            accounts.Add(new(
                reader.GetString(0), reader.GetString(1), await reader.GetFieldValueAsync<byte[]>(2, ct),
                await reader.IsDBNullAsync(3, ct) ? null : await reader.GetFieldValueAsync<byte[]>(3, ct)));
        }

        return accounts;
    }

    private sealed record Account(string TenantId, string Sid, byte[] Token, byte[]? Previous);
}
