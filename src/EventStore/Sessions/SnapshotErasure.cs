using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.EventStore.Sessions;

/// <summary>Removes the snapshots that an erased person's values may be in. They cannot be read any more anyway.</summary>
internal sealed class SnapshotErasure(DaemonConnections connections) : IErasurePart
{
    private const string PersonSql =
        "delete from engagement.snapshots where tenant_id = $1 and (stream_id = any ($2) or subject = any ($3))";

    private const string TenantSql = "delete from engagement.snapshots where tenant_id = $1";

    /// <inheritdoc/>
    public async Task Erase(string tenantId, IReadOnlyCollection<string> subjects, IReadOnlyCollection<Guid> streams, CancellationToken ct)
    {
        await using var command = connections.Pool.CreateCommand(PersonSql);
        command.Parameters.Add(Sql.Text(tenantId));
        command.Parameters.Add(Sql.Ids([.. streams]));
        command.Parameters.Add(Sql.Texts([.. subjects]));
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <inheritdoc/>
    public async Task EraseTenant(string tenantId, CancellationToken ct)
    {
        await using var command = connections.Pool.CreateCommand(TenantSql);
        command.Parameters.Add(Sql.Text(tenantId));
        await command.ExecuteNonQueryAsync(ct);
    }
}
