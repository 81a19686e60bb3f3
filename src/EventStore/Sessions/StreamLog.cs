using Npgsql;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.EventStore.Sessions;

/// <summary>Reads the events of streams, oldest first.</summary>
internal sealed class StreamLog(Databases databases, EventCodec codec)
{
    private static readonly string OneSql = EmbeddedSql.Beside<StreamLog>("FetchStream.sql");
    private static readonly string ManySql = EmbeddedSql.Beside<StreamLog>("FetchStreams.sql");

    /// <summary>What a part of a stream says.</summary>
    public async Task<IReadOnlyList<Event>> Read(string tenantId, StreamPart part, CancellationToken ct) =>
        await codec.Decode(await Rows(tenantId, part, ct), ct);

    /// <summary>The same as it is stored.</summary>
    public Task<IReadOnlyList<StoredEvent>> Rows(string tenantId, StreamPart part, CancellationToken ct) => Rows(
        tenantId, OneSql, ct, Sql.Text(tenantId), Sql.Id(part.StreamId), Sql.Number(part.UpTo), Sql.Instant(part.AsOf));

    /// <summary>Several streams, one after the other.</summary>
    public async Task<IReadOnlyList<Event>> ReadMany(string tenantId, IEnumerable<Guid> streamIds, CancellationToken ct) =>
        await codec.Decode(await Rows(tenantId, ManySql, ct, Sql.Text(tenantId), Sql.Ids([.. streamIds])), ct);

    private async Task<IReadOnlyList<StoredEvent>> Rows(
        string tenantId, string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var batch = databases.App.CreateBatch();
        batch.SetTenant(tenantId);
        batch.Add(sql, parameters);
        var rows = new List<StoredEvent>();
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
            rows.Add(StoredEvent.Read(reader));
        return rows;
    }
}
