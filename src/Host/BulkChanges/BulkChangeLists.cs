using SalesEngagement.Domain.BulkChanges;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>Bulk changes, and the contacts of one, page by page.</summary>
internal static class BulkChangeLists
{
    private static readonly string ListSql = EmbeddedSql.Beside(typeof(BulkChangeLists), "BulkChanges.sql");
    private static readonly string ItemsSql = EmbeddedSql.Beside(typeof(BulkChangeLists), "Items.sql");
    private static readonly string HasItemsSql = EmbeddedSql.Beside(typeof(BulkChangeLists), "HasItems.sql");

    public static async Task<IResult> List(Paging paging, IEventStore store, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        var after = paging.After<ChangeKey>();
        var rows = await session.Query<BulkChangeRow>(
            ListSql, ct, Sql.Text(session.TenantId), Sql.Array(NpgsqlTypes.NpgsqlDbType.Uuid, http.Scope().Owners),
            Sql.Instant(after?.CreatedAt), Sql.Id(after?.Id), Sql.Int(paging.Limit + 1));
        var page = paging.Of(rows, row => new ChangeKey(row.CreatedAt, row.Id));
        var streams = await store.Open(session.TenantId, new(http.Principal()))
            .FetchMany<BulkChange>([.. page.Items.Select(row => row.Id)], ct);
        return Results.Ok(new ListPage<BulkChangeView>(
            [.. page.Items.Where(row => streams.ContainsKey(row.Id)).Select(row => BulkChangeView.Of(row.Id, streams[row.Id].State!, streams[row.Id].Version, row))],
            page.Next));
    }

    public static async Task<IResult> Items(
        Guid id, Word<BulkItemResult>? result, Paging paging, IEventStore store, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        if ((await store.Read<BulkChange>(http, id, ct)).State is null)
            return CommandAnswers.NotFound;
        var found = await session.Query<StoredItem>(
            ItemsSql, ct, Sql.Text(session.TenantId), Sql.Id(id), Sql.Text(result?.Value.ToString()), Sql.Long(paging.After<ItemKey>()?.N),
            Sql.Int(paging.Limit + 1));
        var page = paging.Of(found, item => new ItemKey(item.N));
        return Results.Ok(new ListPage<BulkItemView>([.. page.Items.Select(item => item.Shown())], page.Next));
    }

    /// <summary>Whether it is still known what became of the contacts of a bulk change.</summary>
    public static async Task<bool> HasItems(IQuerySession session, Guid id, CancellationToken ct) =>
        await session.Query<Found>(HasItemsSql, ct, Sql.Text(session.TenantId), Sql.Id(id)) is [{ HasItems: true }];

    private sealed record ChangeKey(DateTimeOffset CreatedAt, Guid Id);

    private sealed record ItemKey(long N);

    private sealed record Found(bool HasItems);

    private sealed record StoredItem(long N, Guid ContactId, BulkChangeResult? Result, string? Reason, string? Undone, string? UndoReason)
    {
        public BulkItemView Shown() => new(
            ContactId, Result is { } result ? Enum.Parse<BulkItemResult>(result.ToString()) : BulkItemResult.Pending, Reason, Undone, UndoReason);
    }
}
