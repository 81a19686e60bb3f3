using System.Collections.Frozen;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>
/// The tenants that have left, as this node last heard. It spares appends a look at the database; what is personal is
/// refused by the key database in any case, which has no key to give.
/// </summary>
internal sealed class TenantFences(Databases databases)
{
    private const string ListSql = "select engagement.off_boarded_tenants()";
    private volatile FrozenSet<string> _left = [];

    /// <exception cref="TenantOffBoardedException">The tenant has left.</exception>
    public void Refuse(string tenantId)
    {
        if (_left.Contains(tenantId))
            throw new TenantOffBoardedException(tenantId);
    }

    /// <summary>Asks who has left.</summary>
    public async Task Load(CancellationToken ct)
    {
        await using var command = databases.App.CreateCommand(ListSql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var left = new List<string>();
        while (await reader.ReadAsync(ct))
            left.Add(reader.GetString(0));
        _left = left.ToFrozenSet(StringComparer.Ordinal);
    }
}
