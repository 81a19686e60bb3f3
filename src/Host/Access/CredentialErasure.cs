using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>Takes away what an erased user signs in with, and with it every sign-in and whom issuers know by it; and the links they were sent.</summary>
internal sealed class CredentialErasure(IEventStore store) : IErasurePart
{
    private static readonly string EraseSql = EmbeddedSql.Beside<CredentialErasure>("EraseCredentials.sql");

    public Task Erase(
        string tenantId, IReadOnlyCollection<string> subjects, IReadOnlyCollection<Guid> streams, CancellationToken ct) =>
        Remove(tenantId, [.. subjects.Where(subject => Guid.TryParse(subject, out _)).Select(Guid.Parse)], ct);

    public Task EraseTenant(string tenantId, CancellationToken ct) => Remove(tenantId, users: null, ct);

    private async Task Remove(string tenantId, Guid[]? users, CancellationToken ct) => await store.Query(tenantId).Query<Gone>(
        EraseSql, ct,
        new NpgsqlParameter<string> { TypedValue = tenantId },
        new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = (object?)users ?? DBNull.Value });

    private sealed record Gone(Guid UserId);
}
