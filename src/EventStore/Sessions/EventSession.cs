using Npgsql;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Folding;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.EventStore.Sessions;

/// <inheritdoc cref="IEventSession"/>
internal sealed class EventSession(
    Databases databases, EventCodec codec, StreamLog streams, Snapshots snapshots, SubjectStreams subjectStreams, TenantFences fences,
    AppendNotifier notifier, TimeProvider clock, string tenantId, EventMetadata metadata, InlineRows? inline, IInlinePart[] parts)
    : IEventSession
{
    private const int MostEvents = 10_000;
    private static readonly string ArchiveSql = EmbeddedSql.Beside<EventSession>("Archive.sql");
    private readonly SortedList<Guid, StreamChange> _changes = [];
    private readonly List<(string Sql, NpgsqlParameter[] Parameters)> _writes = [];
    private IReadOnlyCollection<SubjectStream> _named = [];
    private StreamChange[][] _steps = [];
    private int _events;
    private long? _carried;

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
        var change = ChangeOf(streamId);
        if (change.Events.Count > 0)
            throw new InvalidOperationException($"Stream {streamId} is written to already in this unit of work.");
        change.StartedAs = StreamAlias.Of(typeof(T));
        Collect(change, events);
    }

    public void Append(Guid streamId, IReadOnlyList<object> events, long? expectedVersion = null)
    {
        if (events.Count == 0)
            return;
        var change = ChangeOf(streamId);
        if (change.Events.Count == 0)
            change.Expected = expectedVersion;
        Collect(change, events);
    }

    public void Archive(Guid streamId) => ChangeOf(streamId).IsArchived = true;

    public void Unarchive(Guid streamId) => ChangeOf(streamId).IsArchived = false;

    public void Write(string sql, params NpgsqlParameter[] parameters) => _writes.Add((sql, parameters));

    public async Task<SaveResult> Save(CancellationToken ct)
    {
        var versions = new Dictionary<Guid, long>();
        if (_changes.Count == 0 && _writes.Count == 0)
            return new(Position: 0, versions);

        if (_events > MostEvents)
            throw new InvalidOperationException($"{_events} events in one unit of work: save after at most {MostEvents}.");
        var position = await Run(versions, ct);
        subjectStreams.Remember(_named);
        if (_events > 0)
            notifier.Signal(_carried);
        _changes.Clear();
        _writes.Clear();
        _events = 0;
        return new(position, versions);
    }

    private async Task<long> Run(Dictionary<Guid, long> versions, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            await using var batch = await Batch(ct);
            try
            {
                await using var reader = await batch.ExecuteReaderAsync(ct);
                return await Answers(reader, versions, ct);
            }
            catch (PostgresException old) when (inline is not null && InlineRows.IsOld(old) && tries < InlineRows.Tries)
            {
                await inline.Renew(ct);
            }
            catch (PostgresException error) when ((AppendCommand.AsRefusal(error) ?? InlineRows.AsRefusal(error)) is { } refusal)
            {
                throw refusal;
            }
        }
    }

    // Only the result sets of appends say something; they come in the order of the steps.
    private async ValueTask<long> Answers(NpgsqlDataReader reader, Dictionary<Guid, long> versions, CancellationToken ct)
    {
        var (position, nth) = (0L, 0);
        do
        {
            if (reader.FieldCount == 0 || reader.GetName(0) != AppendCommand.Mark)
                continue;
            while (_steps[nth][0].Events.Count == 0)
                nth++;
            await reader.ReadAsync(ct);
            var reached = reader.GetFieldValue<long[]>(0);
            var step = _steps[nth++];
            foreach (var change in step)
                versions[change.StreamId] = step.Length == 1 ? reached[0] : change.Events.Count;
            position = Math.Max(position, reached[1]);
        }
        while (await reader.NextResultAsync(ct));
        return position;
    }

    /// <summary>
    /// Rows, then the streams in their order, then what follows them: two units of work never lock crosswise. An
    /// append to one stream and an archiving name their tenant by themselves; what else there is needs it set.
    /// </summary>
    private async Task<NpgsqlBatch> Batch(CancellationToken ct)
    {
        fences.Refuse(tenantId);
        _steps = AppendOrder.Of(_changes.Values);
        var events = await codec.Encode(tenantId, [.. _steps.SelectMany(step => step).SelectMany(change => change.Events)], ct);
        var batch = databases.App.CreateBatch();
        foreach (var (sql, parameters) in _writes)
            batch.Add(sql, inline is null ? parameters : Array.ConvertAll(parameters, one => one.Clone())); // It may be run again.
        _named = subjectStreams.AddTo(batch, tenantId, events);
        var others = batch.BatchCommands.Count;
        AddChanges(batch, events);
        var changes = batch.BatchCommands.Count;
        if (inline is not null)
            await inline.AddTo(batch, _changes.Values, ct);
        foreach (var part in parts)
            await AddPart(batch, part, ct);
        if (others > 0 || batch.BatchCommands.Count > changes || _steps.Any(step => step.Length > 1))
            batch.SetTenantFirst(tenantId);
        _carried = _events > 0 ? notifier.Carry() : null;
        if (_carried is not null)
            batch.Add(AppendNotifier.CarrySql);
        return batch;
    }

    private async Task AddPart(NpgsqlBatch batch, IInlinePart part, CancellationToken ct)
    {
        InlineFact[] facts =
        [
            .. _changes.Values.SelectMany(change => change.Events
                .Where(e => part.Follows(e.Fact.GetType()))
                .Select(e => new InlineFact(change.StreamId, e.Fact))),
        ];
        if (facts.Length == 0)
            return;
        foreach (var (sql, parameters) in await part.Follow(tenantId, facts, ct))
            batch.Add(sql, parameters);
    }

    private void AddChanges(NpgsqlBatch batch, ReadOnlySpan<EncodedEvent> events)
    {
        foreach (var step in _steps)
        {
            var many = step.Sum(change => change.Events.Count);
            if (step.Length > 1)
                batch.AddStarts(tenantId, step, events[..many], metadata);
            else if (many > 0)
                batch.AddAppend(tenantId, step[0], events[..many], metadata);
            events = events[many..];
            foreach (var change in step)
            {
                if (change.IsArchived is { } isArchived)
                    batch.Add(ArchiveSql, Sql.Text(tenantId), Sql.Id(change.StreamId), Sql.Flag(isArchived));
            }
        }
    }

    private StreamChange ChangeOf(Guid streamId)
    {
        if (!_changes.TryGetValue(streamId, out var change))
            _changes.Add(streamId, change = new(streamId));
        return change;
    }

    private void Collect(StreamChange change, IReadOnlyList<object> facts)
    {
        var now = clock.GetUtcNow();
        foreach (var fact in facts)
            change.Events.Add(new(change.StreamId, Guid.CreateVersion7(now), fact));
        _events += facts.Count;
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
