using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Imports;

/// <summary>The files that people sent, in encrypted pieces; never held whole.</summary>
internal sealed class ImportFiles(IEventStore store)
{
    /// <summary>Bytes of a piece.</summary>
    public const int PartBytes = 256 * 1024;

    private static readonly string AddPartSql = EmbeddedSql.Beside<ImportFiles>("AddPart.sql");
    private static readonly string FindPartSql = EmbeddedSql.Beside<ImportFiles>("FindPart.sql");
    private static readonly string DropFileSql = EmbeddedSql.Beside<ImportFiles>("DropFile.sql");
    private static readonly string DropPartsSql = EmbeddedSql.Beside<ImportFiles>("DropParts.sql");

    /// <summary>Adds the next piece, in a transaction of its own.</summary>
    public async Task Add(string tenantId, Guid importId, byte[] key, int part, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var session = store.Open(tenantId, new("import"));
        session.Write(
            AddPartSql, Sql.Text(tenantId), Sql.Id(importId), Sql.Int(part),
            Sql.Bytes(ImportCipher.ClosePart(key, importId, part, content.Span)));
        await session.Save(ct);
    }

    /// <summary>The file from its beginning.</summary>
    public Stream Open(string tenantId, Guid importId, byte[] key) => new ImportFileStream(async (part, ct) =>
    {
        var found = await store.Query(tenantId).Query<Part>(FindPartSql, ct, Sql.Text(tenantId), Sql.Id(importId), Sql.Int(part));
        return found is [{ Content: var box }] ? ImportCipher.OpenPart(key, importId, part, box) : null;
    });

    /// <summary>Destroys file and key with what else the session does.</summary>
    public static void Drop(IEventSession session, Guid importId)
    {
        session.Write(DropFileSql, Sql.Text(session.TenantId), Sql.Id(importId));
        session.Write(DropPartsSql, Sql.Text(session.TenantId), Sql.Id(importId));
    }

    private sealed record Part(byte[] Content);
}
