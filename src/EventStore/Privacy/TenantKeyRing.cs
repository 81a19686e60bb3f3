using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>The versions of a tenant's key: the steps of a rotation, each one transaction.</summary>
internal sealed class TenantKeyRing(Databases databases, IMasterKeyProvider masters)
{
    private const string LockSql = "select pg_advisory_xact_lock_shared(7310, hashtext($1))";
    private const string StatesLockSql = "select pg_advisory_xact_lock(7311, hashtext($1))";
    private const string RetireSql = "select engagement.retire_tenant_keys($1)";
    private static readonly string AllSql = EmbeddedSql.Beside<TenantKeyRing>("TenantKeys.sql");
    private static readonly string AddSql = EmbeddedSql.Beside<TenantKeyRing>("AddTenantKeyVersion.sql");
    private static readonly string OlderSql = EmbeddedSql.Beside<TenantKeyRing>("SubjectKeysUnderOlder.sql");
    private static readonly string CountSql = EmbeddedSql.Beside<TenantKeyRing>("CountSubjectKeysUnderOlder.sql");
    private static readonly string RewrapSql = EmbeddedSql.Beside<TenantKeyRing>("RewrapSubjectKeys.sql");
    private static readonly string RewrapTenantSql = EmbeddedSql.Beside<TenantKeyRing>("RewrapTenantKey.sql");

    /// <summary>The tenant's keys, oldest first, with a new one unless a rotation is under way; none when it has none.</summary>
    public async Task<IReadOnlyList<TenantKey>> Begin(string tenantId, CancellationToken ct)
    {
        var keys = await All(tenantId, ct);
        if (keys is not [var only])
            return keys;
        var next = only.Version + 1;
        await using var batch = BatchFor(tenantId);
        batch.Add(LockSql, Sql.Text(tenantId));
        batch.Add(
            AddSql, Sql.Text(tenantId), Sql.Integer(next), Sql.Text(masters.CurrentId),
            Sql.Binary(masters.Wrap(tenantId, next, KeyWrapping.NewKey())));
        await batch.ExecuteNonQueryAsync(ct);
        return await All(tenantId, ct);
    }

    /// <summary>How many people's keys are not wrapped with the newest.</summary>
    public async Task<int> CountOlder(string tenantId, IReadOnlyList<TenantKey> keys, CancellationToken ct)
    {
        await using var batch = BatchFor(tenantId);
        batch.Add(CountSql, Sql.Text(tenantId), Sql.Integer(keys[^1].Version));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        return reader.GetInt32(0);
    }

    /// <summary>Wraps some people's keys with the newest: how many, and the last of them.</summary>
    public async Task<(int Moved, string Last)> Rewrap(
        string tenantId, IReadOnlyList<TenantKey> keys, string after, CancellationToken ct)
    {
        var newest = keys[^1];
        var (subjects, olders, wrapped) = (new List<string>(), new List<int>(), new List<byte[]>());
        await using (var batch = BatchFor(tenantId))
        {
            batch.Add(OlderSql, Sql.Text(tenantId), Sql.Text(after), Sql.Integer(newest.Version));
            await using var reader = await batch.ExecuteReaderAsync(ct);
            await reader.NextResultAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                var (id, version, under) = (new SubjectId(tenantId, reader.GetString(0)), reader.GetInt32(1), reader.GetInt32(2));
                var key = keys.First(tenant => tenant.Version == under).Unwrap(id, version, reader.GetFieldValue<byte[]>(3));
                subjects.Add(id.Subject);
                olders.Add(under);
                wrapped.Add(newest.Wrap(id, version, key));
            }
        }

        if (subjects.Count == 0)
            return (0, after);
        await using var write = BatchFor(tenantId);
        write.Add(StatesLockSql, Sql.Text(tenantId));
        write.Add(
            RewrapSql, Sql.Text(tenantId), Sql.Integer(newest.Version), Sql.Texts([.. subjects]),
            new() { Value = olders.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer },
            Sql.Binaries([.. wrapped]));
        await write.ExecuteNonQueryAsync(ct);
        return (subjects.Count, subjects[^1]);
    }

    /// <summary>Destroys the versions that wrap nothing any more; gives whether one alone is left.</summary>
    public async Task<bool> Retire(string tenantId, CancellationToken ct)
    {
        await using var batch = BatchFor(tenantId);
        batch.Add(RetireSql, Sql.Text(tenantId));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        return reader.GetBoolean(0);
    }

    /// <summary>Wraps every version with the current master key.</summary>
    public async Task RewrapAll(string tenantId, CancellationToken ct)
    {
        foreach (var (key, master) in await AllWithMasters(tenantId, ct))
        {
            if (master == masters.CurrentId)
                continue;
            await using var batch = BatchFor(tenantId);
            batch.Add(
                RewrapTenantSql, Sql.Text(tenantId), Sql.Integer(key.Version), Sql.Text(master), Sql.Text(masters.CurrentId),
                Sql.Binary(masters.Wrap(tenantId, key.Version, key.Bytes)));
            await batch.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>The tenant's keys, oldest first.</summary>
    public async Task<IReadOnlyList<TenantKey>> All(string tenantId, CancellationToken ct) =>
        [.. (await AllWithMasters(tenantId, ct)).Select(found => found.Key)];

    private async Task<List<(TenantKey Key, string Master)>> AllWithMasters(string tenantId, CancellationToken ct)
    {
        await using var batch = BatchFor(tenantId);
        batch.Add(AllSql, Sql.Text(tenantId));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var keys = new List<(TenantKey, string)>();
        while (await reader.ReadAsync(ct))
        {
            var (version, master) = (reader.GetInt32(0), reader.GetString(1));
            keys.Add((new(version, masters.Unwrap(master, tenantId, version, reader.GetFieldValue<byte[]>(2))), master));
        }

        return keys;
    }

    private NpgsqlBatch BatchFor(string tenantId)
    {
        var batch = databases.Keys.CreateBatch();
        batch.SetTenant(tenantId);
        return batch;
    }
}
