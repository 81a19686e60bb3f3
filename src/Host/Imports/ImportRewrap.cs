using Npgsql;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Imports;

/// <summary>Wraps the keys of all files that are kept with the current master key. Only its rotation, by CLI, runs it.</summary>
internal sealed class ImportRewrap(StoreOptions store, ImportCipher cipher) : IMasterKeyHolder
{
    private static readonly string ListSql = EmbeddedSql.Beside<ImportRewrap>("FileKeys.sql");
    private static readonly string RewrapSql = EmbeddedSql.Beside<ImportRewrap>("RewrapFileKey.sql");

    public async Task Rewrap(CancellationToken ct)
    {
        await using var daemon = NpgsqlDataSource.Create(store.DaemonConnection);
        foreach (var (tenantId, id, wrapped) in await All(daemon, ct))
        {
            if (cipher.IsCurrent(wrapped))
                continue;
            await using var command = daemon.CreateCommand(RewrapSql);
            command.Parameters.Add(Sql.Text(tenantId));
            command.Parameters.Add(Sql.Id(id));
            command.Parameters.Add(Sql.Bytes(wrapped));
            command.Parameters.Add(Sql.Bytes(cipher.Wrap(cipher.Unwrap(wrapped, id), id)));
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task<List<(string TenantId, Guid Id, byte[] Wrapped)>> All(NpgsqlDataSource daemon, CancellationToken ct)
    {
        await using var command = daemon.CreateCommand(ListSql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var keys = new List<(string, Guid, byte[])>();
        while (await reader.ReadAsync(ct))
            keys.Add((reader.GetString(0), reader.GetGuid(1), await reader.GetFieldValueAsync<byte[]>(2, ct)));
        return keys;
    }
}
