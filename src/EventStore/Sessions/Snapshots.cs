using Npgsql;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Folding;
using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.EventStore.Sessions;

/// <summary>
/// Fetches the streams of aggregates for which <see cref="StoreOptions.Snapshots"/> asks for snapshots: the newest one
/// and the events above it, in one round trip. A snapshot of another build of the program is not used, because its fold
/// may have been another one.
/// </summary>
internal sealed class Snapshots(Databases databases, EventCodec events, SnapshotCodec codec, StreamLog log, StoreOptions options)
{
    private static readonly string FetchSql = EmbeddedSql.Beside<Snapshots>("FetchSnapshot.sql");
    private static readonly string TakeSql = EmbeddedSql.Beside<Snapshots>("TakeSnapshot.sql");

    /// <summary>Whether streams of this aggregate have snapshots.</summary>
    public bool Cover(Type aggregate) => options.Snapshots.ContainsKey(aggregate);

    /// <summary>Reads and folds a stream; takes a snapshot when enough came after the last one.</summary>
    public async Task<StreamState<T>> Fetch<T>(string tenantId, Guid streamId, CancellationToken ct)
        where T : class
    {
        var (kept, rows) = await Read<T>(tenantId, streamId, ct);
        var before = kept is null ? null : await codec.Decode<T>(tenantId, streamId, kept, ct);
        if (kept is not null && before is null)
            (kept, rows) = (null, await log.Rows(tenantId, new(streamId), ct));

        var state = Fold.Into(await events.Decode(rows, ct), before);
        var (version, position) = rows is [.., var last] ? (last.Version, last.Sequence) : (kept?.Version ?? 0, kept?.Position ?? 0);
        if (state is not null && rows.Count >= options.Snapshots[typeof(T)])
            await Take(tenantId, streamId, state, kept, rows, ct);
        return new(state, version, position);
    }

    private async Task Take<T>(
        string tenantId, Guid streamId, T state, Snapshot? kept, IReadOnlyList<StoredEvent> rows, CancellationToken ct)
        where T : class
    {
        HashSet<string> subjects = kept?.Subject is { } subject ? [subject] : [];
        foreach (var row in rows)
            SealedValue.CollectSubjects(row.Data.Span, found => subjects.Add(found));
        if (subjects.Count > 1)
            return;
        try
        {
            var owner = subjects.SingleOrDefault();
            var data = await codec.Encode(tenantId, streamId, owner, state, ct);
            await using var batch = databases.App.CreateBatch();
            batch.SetTenant(tenantId);
            batch.Add(
                TakeSql, Sql.Text(tenantId), Sql.Id(streamId), Sql.Text(StreamAlias.Of(typeof(T))), Sql.Id(CodeOf<T>()),
                Sql.Number(rows[^1].Version), Sql.Number(rows[^1].Sequence), Sql.Text(owner), Sql.Binary(data));
            await batch.ExecuteNonQueryAsync(ct);
        }
        catch (SubjectErasedException)
        {
            // Then there is nothing to keep.
        }
    }

    private async Task<(Snapshot? Kept, IReadOnlyList<StoredEvent> Rows)> Read<T>(
        string tenantId, Guid streamId, CancellationToken ct)
    {
        await using var batch = databases.App.CreateBatch();
        batch.SetTenant(tenantId);
        batch.Add(FetchSql, Sql.Text(tenantId), Sql.Id(streamId), Sql.Text(StreamAlias.Of(typeof(T))), Sql.Id(CodeOf<T>()));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        Snapshot? kept = null;
        var rows = new List<StoredEvent>();
        while (await reader.ReadAsync(ct))
        {
            if (await reader.IsDBNullAsync(13, ct))
                rows.Add(StoredEvent.Read(reader));
            else
                kept = Snapshot(reader);
        }

        return (kept, rows);
    }

    private static Snapshot Snapshot(NpgsqlDataReader reader) => new(
        reader.GetInt64(3), reader.GetInt64(0), reader.IsDBNull(12) ? null : reader.GetString(12), reader.GetFieldValue<byte[]>(13));

    /// <summary>Another compilation is another code, unless it is the same bit by bit.</summary>
    private static Guid CodeOf<T>() => typeof(T).Module.ModuleVersionId;
}
