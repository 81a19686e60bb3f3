using System.Text.Json;
using SalesEngagement.Domain.Imports;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Imports;

/// <summary>Imports, and the rows of one, page by page.</summary>
internal static class ImportLists
{
    private static readonly string ListSql = EmbeddedSql.Beside(typeof(ImportLists), "Imports.sql");
    private static readonly string RowsSql = EmbeddedSql.Beside(typeof(ImportLists), "Rows.sql");
    private static readonly string HasRowsSql = EmbeddedSql.Beside(typeof(ImportLists), "HasRows.sql");

    public static async Task<IResult> List(Paging paging, IEventStore store, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        var after = paging.After<ImportKey>();
        var rows = await session.Query<ImportRow>(
            ListSql, ct, Sql.Text(session.TenantId), Sql.Array(NpgsqlTypes.NpgsqlDbType.Uuid, http.Scope().Owners),
            Sql.Instant(after?.CreatedAt), Sql.Id(after?.Id), Sql.Int(paging.Limit + 1));
        var page = paging.Of(rows, row => new ImportKey(row.CreatedAt, row.Id));
        var streams = await store.Open(session.TenantId, new(http.Principal()))
            .FetchMany<ContactImport>([.. page.Items.Select(row => row.Id)], ct);
        return Results.Ok(new ListPage<ImportView>(
            [.. page.Items.Where(row => streams.ContainsKey(row.Id)).Select(row => ImportView.Of(row.Id, streams[row.Id].State!, streams[row.Id].Version, row))],
            page.Next));
    }

    public static async Task<IResult> Rows(
        Guid id, Word<RowVerdict>? verdict, Paging paging, IEventStore store, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        if ((await store.Read<ContactImport>(http, id, ct)).State is not { } import)
            return CommandAnswers.NotFound;
        var found = await session.Query<StoredRow>(
            RowsSql, ct, Sql.Text(session.TenantId), Sql.Id(id), Sql.Int(import.WasCarriedOut ? 1 : 0),
            Sql.Text(verdict?.Value.ToString()), Sql.Long(paging.After<RowKey>()?.Row), Sql.Int(paging.Limit + 1));
        var page = paging.Of(found, row => new RowKey(row.Row));
        return Results.Ok(new ListPage<RowView>([.. page.Items.Select(row => row.Shown())], page.Next));
    }

    /// <summary>Whether it is still known what became of the rows of an import.</summary>
    public static async Task<bool> HasRows(IQuerySession session, Guid id, CancellationToken ct) =>
        await session.Query<Found>(HasRowsSql, ct, Sql.Text(session.TenantId), Sql.Id(id)) is [{ HasRows: true }];

    private sealed record ImportKey(DateTimeOffset CreatedAt, Guid Id);

    private sealed record RowKey(long Row);

    private sealed record Found(bool HasRows);

    private sealed record StoredRow(long Row, RowVerdict Verdict, Guid? ContactId, string? Reasons, string? Undone)
    {
        public RowView Shown() => new(
            Row, Verdict, ContactId,
            Reasons is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<RowReason>>(Reasons, JsonFormat.Options)!, Undone);
    }
}
