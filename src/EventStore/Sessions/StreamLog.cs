using SalesEngagement.EventStore.Events;

namespace SalesEngagement.EventStore.Sessions;

/// <summary>Reads the events of one stream, oldest first.</summary>
internal sealed class StreamLog(Databases databases, EventCodec codec)
{
    private static readonly string FetchSql = EmbeddedSql.Beside<StreamLog>("FetchStream.sql");

    /// <summary>What a part of a stream says.</summary>
    public async Task<IReadOnlyList<Event>> Read(string tenantId, StreamPart part, CancellationToken ct)
    {
        await using var batch = databases.App.CreateBatch();
        batch.SetTenant(tenantId);
        batch.Add(FetchSql, Sql.Text(tenantId), Sql.Id(part.StreamId), Sql.Number(part.UpTo), Sql.Instant(part.AsOf));
        var rows = new List<StoredEvent>();
        await using (var reader = await batch.ExecuteReaderAsync(ct))
        {
            await reader.NextResultAsync(ct);
            while (await reader.ReadAsync(ct))
                rows.Add(StoredEvent.Read(reader));
        }

        return await codec.Decode(rows, ct);
    }
}
