using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>Takes the keys of an erased user away, with the addresses they were used from.</summary>
internal sealed class ApiKeyErasure(IEventStore store, ApiKeyRevocation revocation) : IErasurePart
{
    private static readonly string EraseSql = EmbeddedSql.Beside<ApiKeyErasure>("EraseApiKeys.sql");

    public async Task Erase(
        string tenantId, IReadOnlyCollection<string> subjects, IReadOnlyCollection<Guid> streams, CancellationToken ct)
    {
        Guid[] users = [.. subjects.Where(subject => Guid.TryParse(subject, out _)).Select(Guid.Parse)];
        foreach (var user in users)
            await revocation.Revoke(tenantId, user, _ => true, ct);
        await Remove(tenantId, users, ct);
    }

    public Task EraseTenant(string tenantId, CancellationToken ct) => Remove(tenantId, users: null, ct);

    private async Task Remove(string tenantId, Guid[]? users, CancellationToken ct) => await store.Query(tenantId).Query<Gone>(
        EraseSql, ct,
        new NpgsqlParameter<string> { TypedValue = tenantId },
        new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = (object?)users ?? DBNull.Value });

    private sealed record Gone(Guid Id);
}
