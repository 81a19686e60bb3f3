using NpgsqlTypes;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Duplicates;

/// <summary>Removes the pairs of who is erased, and everything of a company that has left.</summary>
internal sealed class DuplicateErasure(IEventStore store) : IErasurePart
{
    private static readonly string AloneSql = EmbeddedSql.Beside<DuplicateErasure>("AddressesAlone.sql");
    private static readonly string PairsSql = EmbeddedSql.Beside<DuplicateErasure>("ErasePairs.sql");

    private static readonly string[] TenantSql =
    [
        EmbeddedSql.Beside<DuplicateErasure>("EraseTenantPairs.sql"), EmbeddedSql.Beside<DuplicateErasure>("EraseTenantScans.sql"),
        EmbeddedSql.Beside<DuplicateErasure>("EraseTenantWork.sql"),
    ];

    public async Task Erase(
        string tenantId, IReadOnlyCollection<string> subjects, IReadOnlyCollection<Guid> streams, CancellationToken ct)
    {
        Guid[] people = [.. subjects.Where(subject => Guid.TryParse(subject, out _)).Select(Guid.Parse)];
        var session = store.Open(tenantId, new("erasure"));
        session.Write(AloneSql, Sql.Text(tenantId)); // Batches in flight end first; those that come later find the person erased.
        session.Write(PairsSql, Sql.Text(tenantId), Sql.Array(NpgsqlDbType.Uuid, people));
        await session.Save(ct);
    }

    public async Task EraseTenant(string tenantId, CancellationToken ct)
    {
        foreach (var sql in TenantSql)
            await store.Query(tenantId).Query<Gone>(sql, ct, Sql.Text(tenantId));
    }

    private sealed record Gone(int One);
}
