using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>
/// Wraps keys anew. What a key encrypts stays as it is, and at every moment each key is wrapped with one that is there,
/// so nobody has to wait. Two at once do the same work twice and come to the same end.
/// </summary>
internal sealed class KeyRotation(
    TenantKeyRing ring, Databases databases, IMasterKeyProvider masters, IEnumerable<IMasterKeyHolder> holders)
{
    private const int Page = 100;
    private const string TenantsSql = "select tenant_id from engagement.tenants_under_other_masters($1, $2, $3)";
    private const string CountSql = "select count(*)::int from engagement.tenants_under_other_masters($1, '', null)";

    /// <summary>A new key for a tenant, or the rest of a rotation that was broken off.</summary>
    public async Task Tenant(string tenantId, IProgress<RotationProgress>? progress, CancellationToken ct)
    {
        var done = 0;
        for (var keys = await ring.Begin(tenantId, ct); keys.Count > 0; keys = await ring.All(tenantId, ct))
        {
            var total = done + await ring.CountOlder(tenantId, keys, ct);
            var (moved, last) = await ring.Rewrap(tenantId, keys, after: "", ct);
            while (moved > 0)
            {
                done += moved;
                progress?.Report(new(done, Math.Max(done, total)));
                (moved, last) = await ring.Rewrap(tenantId, keys, last, ct);
            }

            if (await ring.Retire(tenantId, ct))
                return;
            // Meanwhile a node made keys under the old one, or somebody began the next rotation: once more.
        }
    }

    /// <summary>Everything under the current master key.</summary>
    public async Task Master(IProgress<RotationProgress>? progress, CancellationToken ct)
    {
        var (done, last, total) = (0, "", await CountTenants(ct));
        while (await TenantsAfter(last, ct) is { Count: > 0 } tenants)
        {
            foreach (var tenant in tenants)
            {
                await ring.RewrapAll(tenant, ct);
                done++;
                progress?.Report(new(done, Math.Max(done, total)));
            }

            last = tenants[^1];
        }

        foreach (var holder in holders)
            await holder.Rewrap(ct);
    }

    private async Task<int> CountTenants(CancellationToken ct)
    {
        await using var command = databases.Keys.CreateCommand(CountSql);
        command.Parameters.Add(Sql.Text(masters.CurrentId));
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task<List<string>> TenantsAfter(string last, CancellationToken ct)
    {
        await using var command = databases.Keys.CreateCommand(TenantsSql);
        command.Parameters.Add(Sql.Text(masters.CurrentId));
        command.Parameters.Add(Sql.Text(last));
        command.Parameters.Add(Sql.Integer(Page));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var tenants = new List<string>();
        while (await reader.ReadAsync(ct))
            tenants.Add(reader.GetString(0));
        return tenants;
    }
}
