using Npgsql;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Folding;
using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.EventStore.Sessions;

/// <inheritdoc cref="IEventSession"/>
internal sealed class EventSession(
    Databases databases, EventCodec codec, SubjectStreams subjectStreams, TenantFences fences, AppendNotifier notifier,
    TimeProvider clock, string tenantId, EventMetadata metadata)
    : IEventSession
{
    private static readonly string FetchSql = EmbeddedSql.Beside<EventSession>("FetchStream.sql");
    private readonly Dictionary<Guid, StreamAppend> _appends = [];
    private readonly List<(string Sql, NpgsqlParameter[] Parameters)> _writes = [];
    private IReadOnlyCollection<SubjectStream> _named = [];

    public string TenantId => tenantId;

    public Task<StreamState<T>> Fetch<T>(Guid streamId, CancellationToken ct)
        where T : class =>
        FetchAt<T>(streamId, long.MaxValue, ct);

    public async Task<StreamState<T>> FetchAt<T>(Guid streamId, long version, CancellationToken ct)
        where T : class
    {
        var events = await Read(streamId, version, ct);
        return events is [.., var last]
            ? new(Fold.Into<T>(events), last.Version, last.Sequence)
            : new(State: null, Version: 0, Position: 0);
    }

    public Task<IReadOnlyList<Event>> Read(Guid streamId, CancellationToken ct) => Read(streamId, long.MaxValue, ct);

    public void Start<T>(Guid streamId, IReadOnlyList<object> events)
        where T : class
    {
        if (events.Count == 0)
            throw new ArgumentException($"Stream {streamId} cannot start without an event.", nameof(events));
        if (_appends.ContainsKey(streamId))
            throw new InvalidOperationException($"Stream {streamId} is written to already in this unit of work.");
        Collect(streamId, StreamAlias.Of(typeof(T)), expected: null, events);
    }

    public void Append(Guid streamId, IReadOnlyList<object> events, long? expectedVersion = null)
    {
        if (events.Count > 0)
            Collect(streamId, startedAs: null, expectedVersion, events);
    }

    public void Write(string sql, params NpgsqlParameter[] parameters) => _writes.Add((sql, parameters));

    public async Task<SaveResult> Save(CancellationToken ct)
    {
        var versions = new Dictionary<Guid, long>();
        if (_appends.Count == 0 && _writes.Count == 0)
            return new(Position: 0, versions);

        var position = await Run(versions, ct);
        subjectStreams.Remember(_named);
        if (_appends.Count > 0)
            notifier.Signal();
        _appends.Clear();
        _writes.Clear();
        return new(position, versions);
    }

    private async Task<long> Run(Dictionary<Guid, long> versions, CancellationToken ct)
    {
        await using var batch = await Batch(ct);
        var position = 0L;
        try
        {
            await using var reader = await batch.ExecuteReaderAsync(ct);
            do
            {
                if (reader.FieldCount == 0 || reader.GetName(0) != AppendCommand.Mark)
                    continue;
                while (await reader.ReadAsync(ct))
                {
                    versions[reader.GetGuid(0)] = reader.GetInt64(1);
                    position = Math.Max(position, reader.GetInt64(2));
                }
            }
            while (await reader.NextResultAsync(ct));
            return position;
        }
        catch (PostgresException error) when (AppendCommand.AsConflict(error) is { } conflict)
        {
            throw conflict;
        }
    }

    /// <summary>Tenant, rows, then the appends in the order of their streams: two units of work never lock crosswise.</summary>
    private async Task<NpgsqlBatch> Batch(CancellationToken ct)
    {
        fences.Refuse(tenantId);
        var appends = _appends.Values.OrderBy(append => append.StreamId).ToArray();
        var events = await codec.Encode(tenantId, [.. appends.SelectMany(append => append.Events)], ct);
        var encoded = events.ToLookup(e => e.StreamId);
        var batch = databases.App.CreateBatch();
        batch.SetTenant(tenantId);
        foreach (var (sql, parameters) in _writes)
            batch.Add(sql, parameters);
        _named = subjectStreams.AddTo(batch, tenantId, events);
        foreach (var append in appends)
            batch.AddAppend(tenantId, append, [.. encoded[append.StreamId]], metadata);
        return batch;
    }

    private void Collect(Guid streamId, string? startedAs, long? expected, IReadOnlyList<object> facts)
    {
        if (!_appends.TryGetValue(streamId, out var append))
            _appends.Add(streamId, append = new(streamId, startedAs, expected, []));
        var now = clock.GetUtcNow();
        append.Events.AddRange(facts.Select(fact => new NewEvent(streamId, Guid.CreateVersion7(now), fact)));
    }

    private async Task<IReadOnlyList<Event>> Read(Guid streamId, long version, CancellationToken ct)
    {
        await using var batch = databases.App.CreateBatch();
        batch.SetTenant(tenantId);
        batch.Add(FetchSql, Sql.Text(tenantId), Sql.Id(streamId), Sql.Number(version));
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
