using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>Finds keys in the key database, and makes those that are missing.</summary>
internal sealed class KeyDatabase(Databases databases, IMasterKeyProvider masters)
{
    /// <summary>Held while a key is made under a tenant's: that one is not destroyed meanwhile.</summary>
    private const string LockSql = "select pg_advisory_xact_lock_shared(7310, hashtext($1))";

    private static readonly string FindSubjectKeysSql = EmbeddedSql.Beside<KeyDatabase>("FindSubjectKeys.sql");
    private static readonly string AddSubjectKeysSql = EmbeddedSql.Beside<KeyDatabase>("AddSubjectKeys.sql");
    private static readonly string FindTenantKeySql = EmbeddedSql.Beside<KeyDatabase>("FindTenantKey.sql");
    private static readonly string AddTenantKeySql = EmbeddedSql.Beside<KeyDatabase>("AddTenantKey.sql");

    /// <summary>The keys there are, of people of any tenants, in one round trip.</summary>
    public async Task Find(IReadOnlyCollection<SubjectId> ids, Action<SubjectId, SubjectKey> found, CancellationToken ct)
    {
        await using var batch = databases.Keys.CreateBatch();
        var tenants = ids.GroupBy(id => id.TenantId).ToArray();
        foreach (var tenant in tenants)
        {
            batch.SetTenant(tenant.Key);
            batch.Add(FindSubjectKeysSql, Sql.Text(tenant.Key), Sql.Texts([.. tenant.Select(id => id.Subject)]));
        }

        await using var reader = await batch.ExecuteReaderAsync(ct);
        foreach (var tenant in tenants)
        {
            await reader.NextResultAsync(ct);
            await ReadSubjects(reader, tenant.Key, found, ct);
            await reader.NextResultAsync(ct);
        }
    }

    /// <summary>
    /// Adds keys for people who have none, and gives those that are there then: none when the tenant's key has been
    /// destroyed meanwhile.
    /// </summary>
    public async Task Add(
        string tenantId, TenantKey tenant, IReadOnlyCollection<string> subjects, Action<SubjectId, SubjectKey> found, CancellationToken ct)
    {
        var wrapped = subjects.Select(subject => tenant.Wrap(new(tenantId, subject), 1, KeyWrapping.NewKey()));
        await using var batch = databases.Keys.CreateBatch();
        batch.SetTenant(tenantId);
        batch.Add(LockSql, Sql.Text(tenantId));
        batch.Add(
            AddSubjectKeysSql,
            Sql.Text(tenantId), Sql.Texts([.. subjects]), Sql.Binaries([.. wrapped]), Sql.Integer(tenant.Version));
        batch.Add(FindSubjectKeysSql, Sql.Text(tenantId), Sql.Texts([.. subjects]));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        await reader.NextResultAsync(ct);
        await ReadSubjects(reader, tenantId, found, ct);
    }

    /// <summary>The tenant's newest key; made when it has none yet.</summary>
    /// <exception cref="TenantOffBoardedException">The tenant has left.</exception>
    public async Task<TenantKey> Tenant(string tenantId, CancellationToken ct)
    {
        await using var batch = databases.Keys.CreateBatch();
        batch.SetTenant(tenantId);
        batch.Add(LockSql, Sql.Text(tenantId));
        batch.Add(
            AddTenantKeySql,
            Sql.Text(tenantId), Sql.Text(masters.CurrentId), Sql.Binary(masters.Wrap(tenantId, 1, KeyWrapping.NewKey())));
        batch.Add(FindTenantKeySql, Sql.Text(tenantId));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        await reader.NextResultAsync(ct);
        return await reader.ReadAsync(ct) ? ReadTenant(reader, 0, tenantId) : throw new TenantOffBoardedException(tenantId);
    }

    private async Task ReadSubjects(
        NpgsqlDataReader reader, string tenantId, Action<SubjectId, SubjectKey> found, CancellationToken ct)
    {
        var tenants = new Dictionary<int, TenantKey>();
        while (await reader.ReadAsync(ct))
        {
            var id = new SubjectId(tenantId, reader.GetString(0));
            var version = reader.GetInt32(1);
            if (reader.IsDBNull(2))
            {
                found(id, new(version, Bytes: null));
                continue;
            }

            if (!tenants.TryGetValue(reader.GetInt32(3), out var tenant))
                tenants[reader.GetInt32(3)] = tenant = ReadTenant(reader, 3, tenantId);
            found(id, new(version, tenant.Unwrap(id, version, reader.GetFieldValue<byte[]>(2))));
        }
    }

    private TenantKey ReadTenant(NpgsqlDataReader reader, int at, string tenantId)
    {
        var version = reader.GetInt32(at);
        var wrapped = reader.GetFieldValue<byte[]>(at + 2);
        return new(version, masters.Unwrap(reader.GetString(at + 1), tenantId, version, wrapped));
    }
}
