using Npgsql;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Folding;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.EventStore.Sessions;

/// <inheritdoc cref="IEventSession"/>
internal sealed class EventSession(
    Databases databases, EventCodec codec, StreamLog streams, Snapshots snapshots, SubjectStreams subjectStreams, TenantFences fences,
    AppendNotifier notifier, TimeProvider clock, string tenantId, EventMetadata metadata, InlineRows? inline)
    : IEventSession
{
    private const int MostEvents = 10_000;
    private static readonly string ArchiveSql = EmbeddedSql.Beside<EventSession>("Archive.sql");
    private readonly Dictionary<Guid, StreamAppend> _appends = [];
    private readonly List<(string Sql, NpgsqlParameter[] Parameters)> _writes = [];
    private readonly Dictionary<Guid, bool> _archived = [];
    private IReadOnlyCollection<SubjectStream> _named = [];

    public string TenantId => tenantId;

    public Task<StreamState<T>> Fetch<T>(Guid streamId, CancellationToken ct)
        where T : class =>
        snapshots.Cover(typeof(T)) ? snapshots.Fetch<T>(tenantId, streamId, ct) : Folded<T>(new(streamId), ct);

    public Task<StreamState<T>> FetchAt<T>(Guid streamId, long version, CancellationToken ct)
        where T : class =>
        Folded<T>(new(streamId, version), ct);

    public Task<StreamState<T>> FetchAsOf<T>(Guid streamId, DateTimeOffset instant, CancellationToken ct)
        where T : class =>
        Folded<T>(new(streamId, AsOf: instant), ct);

    public async Task<IReadOnlyDictionary<Guid, StreamState<T>>> FetchMany<T>(
        IReadOnlyCollection<Guid> streamIds, CancellationToken ct)
        where T : class
    {
        var states = new Dictionary<Guid, StreamState<T>>(streamIds.Count);
        var events = await streams.ReadMany(tenantId, streamIds, ct);
        inline?.Keep(events);
        foreach (var e in events)
            states[e.StreamId] = new(FoldOf<T>.Next(states.GetValueOrDefault(e.StreamId)?.State, e), e.Version, e.Sequence);
        return states;
    }

    public Task<IReadOnlyList<Event>> Read(Guid streamId, CancellationToken ct) => Read(new StreamPart(streamId), ct);

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

    public void Archive(Guid streamId) => _archived[streamId] = true;

    public void Unarchive(Guid streamId) => _archived[streamId] = false;

    public void Write(string sql, params NpgsqlParameter[] parameters) => _writes.Add((sql, parameters));

    public async Task<SaveResult> Save(CancellationToken ct)
    {
        var versions = new Dictionary<Guid, long>();
        if (_appends.Count == 0 && _writes.Count == 0 && _archived.Count == 0)
            return new(Position: 0, versions);

        RefuseTooMany();
        var position = await Run(versions, ct);
        subjectStreams.Remember(_named);
        if (_appends.Count > 0)
            notifier.Signal();
        _appends.Clear();
        _writes.Clear();
        _archived.Clear();
        return new(position, versions);
    }

    private void RefuseTooMany()
    {
        var events = _appends.Values.Sum(append => append.Events.Count);
        if (events > MostEvents)
            throw new InvalidOperationException($"{events} events in one unit of work: save after at most {MostEvents}.");
    }

    private async Task<long> Run(Dictionary<Guid, long> versions, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await Once(versions, ct);
            }
            catch (PostgresException old) when (inline is not null && InlineRows.IsOld(old) && tries < InlineRows.Tries)
            {
                await inline.Renew(ct);
            }
        }
    }

    private async Task<long> Once(Dictionary<Guid, long> versions, CancellationToken ct)
    {
        Guid[] appended = [.. _appends.Keys.Order()];
        await using var batch = await Batch(ct);
        var (position, nth) = (0L, 0);
        try
        {
            await using var reader = await batch.ExecuteReaderAsync(ct);
            do
            {
                if (reader.FieldCount == 0 || reader.GetName(0) != AppendCommand.Mark)
                    continue;
                await reader.ReadAsync(ct);
                var reached = reader.GetFieldValue<long[]>(0);
                versions[appended[nth++]] = reached[0];
                position = Math.Max(position, reached[1]);
            }
            while (await reader.NextResultAsync(ct));
            return position;
        }
        catch (PostgresException error) when ((AppendCommand.AsRefusal(error) ?? InlineRows.AsRefusal(error)) is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>
    /// Rows, then the streams in their order, then rows of inline read models: two units of work never lock crosswise. An
    /// append sets the tenant by itself; what comes before it needs it set.
    /// </summary>
    private async Task<NpgsqlBatch> Batch(CancellationToken ct)
    {
        fences.Refuse(tenantId);
        var events = await codec.Encode(tenantId, [.. _appends.Values.SelectMany(append => append.Events)], ct);
        var batch = databases.App.CreateBatch();
        foreach (var (sql, parameters) in _writes)
            batch.Add(sql, inline is null ? parameters : Array.ConvertAll(parameters, one => one.Clone())); // It may be run again.
        _named = subjectStreams.AddTo(batch, tenantId, events);
        if (batch.BatchCommands.Count > 0)
            batch.SetTenantFirst(tenantId);
        var encoded = events.ToLookup(e => e.StreamId);
        foreach (var streamId in _appends.Keys.Union(_archived.Keys).Order())
        {
            if (_appends.TryGetValue(streamId, out var append))
                batch.AddAppend(tenantId, append, [.. encoded[streamId]], metadata);
            if (_archived.TryGetValue(streamId, out var isArchived))
                batch.Add(ArchiveSql, Sql.Text(tenantId), Sql.Id(streamId), Sql.Flag(isArchived));
        }

        if (inline is not null)
            await inline.AddTo(batch, _appends.Values, ct);
        return batch;
    }

    private void Collect(Guid streamId, string? startedAs, long? expected, IReadOnlyList<object> facts)
    {
        if (!_appends.TryGetValue(streamId, out var append))
            _appends.Add(streamId, append = new(streamId, startedAs, expected, []));
        var now = clock.GetUtcNow();
        append.Events.AddRange(facts.Select(fact => new NewEvent(streamId, Guid.CreateVersion7(now), fact)));
    }

    private async Task<IReadOnlyList<Event>> Read(StreamPart part, CancellationToken ct)
    {
        var events = await streams.Read(tenantId, part, ct);
        if (part.IsWhole)
            inline?.Keep(events);
        return events;
    }

    private async Task<StreamState<T>> Folded<T>(StreamPart part, CancellationToken ct)
        where T : class =>
        await Read(part, ct) is [.., var last] events
            ? new(Fold.Into<T>(events), last.Version, last.Sequence)
            : new(State: null, Version: 0, Position: 0);
}
