using NpgsqlTypes;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Imports;

/// <summary>
/// Takes the verdicts about an erased person away, and destroys every file that the company keeps: whether the person stands
/// in one of them cannot be asked. Imports that still needed theirs end; the file can be sent again.
/// </summary>
internal sealed class ImportErasure(IEventStore store, ImportCommands commands) : IErasurePart
{
    private static readonly string RowsSql = EmbeddedSql.Beside<ImportErasure>("EraseRows.sql");
    private static readonly string FilesSql = EmbeddedSql.Beside<ImportErasure>("KeptFiles.sql");
    private static readonly string DropUploadSql = EmbeddedSql.Beside<ImportErasure>("DropUpload.sql");

    private static readonly string[] TenantSql =
    [
        EmbeddedSql.Beside<ImportErasure>("EraseTenantParts.sql"), EmbeddedSql.Beside<ImportErasure>("EraseTenantRows.sql"),
        EmbeddedSql.Beside<ImportErasure>("EraseTenantSeen.sql"), EmbeddedSql.Beside<ImportErasure>("EraseTenantImports.sql"),
    ];

    public async Task Erase(
        string tenantId, IReadOnlyCollection<string> subjects, IReadOnlyCollection<Guid> streams, CancellationToken ct)
    {
        Guid[] people = [.. subjects.Where(subject => Guid.TryParse(subject, out _)).Select(Guid.Parse)];
        var session = store.Open(tenantId, new("erasure"));
        session.Write(RowsSql, Sql.Text(tenantId), Sql.Array(NpgsqlDbType.Uuid, people));
        await session.Save(ct);
        foreach (var (id, isUpload) in await store.Query(tenantId).Query<Kept>(FilesSql, ct, Sql.Text(tenantId)))
        {
            if (isUpload)
                await DropUpload(tenantId, id, ct);
            else
                await commands.Stop(tenantId, id, new("file-destroyed"), ct);
        }
    }

    public async Task EraseTenant(string tenantId, CancellationToken ct)
    {
        foreach (var sql in TenantSql)
            await store.Query(tenantId).Query<Gone>(sql, ct, Sql.Text(tenantId));
    }

    /// <summary>One that is still being sent: the rest of it finds no import to belong to.</summary>
    private async Task DropUpload(string tenantId, Guid id, CancellationToken ct)
    {
        var session = store.Open(tenantId, new("erasure"));
        session.Write(DropUploadSql, Sql.Text(tenantId), Sql.Id(id));
        ImportFiles.Drop(session, id);
        await session.Save(ct);
    }

    private sealed record Kept(Guid Id, bool IsUpload);

    private sealed record Gone(int One);
}
