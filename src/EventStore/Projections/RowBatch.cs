using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.EventStore.Projections;

/// <summary>A batch of events folded into the rows they touch, in memory.</summary>
internal sealed class RowBatch(ReadModel model, ParkedStreams parked)
{
    private readonly Dictionary<RowKey, Row> _rows = [];
    private readonly Dictionary<(string, Guid), long> _stopped = [];

    /// <summary>The events that could not be folded, the first of each stream.</summary>
    public List<Poison> Poisons { get; } = [];

    /// <summary>Rows to write, with the sequence they stand at.</summary>
    public IEnumerable<(RowKey Key, object State, long AsOf)> Changed =>
        _rows.Where(row => row.Value is { AsOf: > 0, State: not null })
            .Select(row => (row.Key, row.Value.State!, row.Value.AsOf));

    /// <summary>Rows to remove: the fold gave null.</summary>
    public IEnumerable<RowKey> Removed =>
        _rows.Where(row => row.Value is { AsOf: > 0, State: null, Existed: true }).Select(row => row.Key);

    /// <summary>The keys of the rows to load first. Events that cannot tell theirs become poison.</summary>
    public IReadOnlyCollection<RowKey> KeysOf(IReadOnlyList<LogEntry> entries)
    {
        if (model.IsEventToRow)
            return [];
        var keys = new HashSet<RowKey>();
        foreach (var entry in entries)
        {
            Guarded(entry, () =>
            {
                if (model.KeyOf(entry.Read()) is { } key)
                    keys.Add(key);
            });
        }

        return keys;
    }

    /// <summary>Takes a row as it stands in the table.</summary>
    public void Add(RowKey key, object state) => _rows[key] = new(state, AsOf: 0, Existed: true);

    /// <summary>Folds the events in order.</summary>
    public void Fold(IReadOnlyList<LogEntry> entries)
    {
        foreach (var entry in entries)
            Guarded(entry, () => Fold(entry));
    }

    private void Fold(LogEntry entry)
    {
        var @event = entry.Read();
        var key = model.IsEventToRow ? null : model.KeyOf(@event);
        if (key is null && !model.IsEventToRow)
            return;
        var before = key is null ? null : _rows.GetValueOrDefault(key);
        var after = model.Next(before?.State, @event);
        if (ReferenceEquals(after, before?.State))
            return;
        var actual = after is null ? key! : model.KeyOf(entry.TenantId, after);
        if (key is not null && !key.Equals(actual))
            throw new InvalidOperationException($"{model.Name} made a row with another key than its Identity.");
        _rows[actual] = new(after, entry.Sequence, before?.Existed ?? false);
    }

    // What one event does wrong must not stop the others: its stream goes no further, theirs do.
    private void Guarded(LogEntry entry, Action action)
    {
        if (parked.Skips(entry) || (_stopped.TryGetValue(entry.Stream, out var from) && entry.Sequence >= from))
            return;
        try
        {
            action();
        }
#pragma warning disable CA1031 // Folds are code of others: whatever they throw parks the stream.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Poisons.Add(new(entry, failure));
            _stopped[entry.Stream] = entry.Sequence;
        }
    }

    private sealed record Row(object? State, long AsOf, bool Existed);
}
