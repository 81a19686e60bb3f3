using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.EventStore.Projections;

/// <summary>Events folded into the rows they touch, in memory, until they are written together.</summary>
internal sealed class RowBatch(ReadModel model, ParkedStreams parked, RowCache cache)
{
    private readonly Dictionary<(string, Guid), long> _stopped = [];
    private readonly List<CachedRow> _changed = [];
    private RowKey?[] _keys = [];

    /// <summary>The events that could not be folded, the first of each stream.</summary>
    public List<Poison> Poisons { get; } = [];

    /// <summary>Rows to write.</summary>
    public IReadOnlyList<CachedRow> Changed => _changed;

    /// <summary>
    /// Finds out which rows the events belong to and gives the keys of those that must be loaded first. Events that
    /// cannot tell theirs become poison.
    /// </summary>
    public IReadOnlyCollection<RowKey> Prepare(IReadOnlyList<LogEntry> entries)
    {
        if (model.IsEventToRow)
            return [];
        var missing = new HashSet<RowKey>();
        _keys = new RowKey?[entries.Count];
        Action<int, LogEntry> key = (at, entry) => _keys[at] = model.KeyOf(entry.Read());
        for (var i = 0; i < entries.Count; i++)
        {
            Guarded(entries[i], i, key);
            if (_keys[i] is { } found && cache.Find(found) is null)
                missing.Add(found);
        }

        return missing;
    }

    /// <summary>Takes a row as it stands in the table; without state it is not there.</summary>
    public void Add(RowKey key, object? state) => cache.Add(key, state, exists: state is not null);

    /// <summary>Folds the events prepared, in order.</summary>
    public void Fold(IReadOnlyList<LogEntry> entries)
    {
        Action<int, LogEntry> fold = model.IsEventToRow ? FoldNew : FoldKnown;
        for (var i = 0; i < entries.Count; i++)
            Guarded(entries[i], i, fold);
    }

    /// <summary>Everything was written: it is as it stands in the table.</summary>
    public void Written()
    {
        foreach (var row in _changed)
            row.Written();
        _changed.Clear();
        parked.Add(Poisons);
        Poisons.Clear();
        if (model.IsEventToRow)
            cache.Clear();
        else
            cache.EndBatch();
    }

    private void FoldKnown(int at, LogEntry entry)
    {
        if (_keys[at] is not { } key)
            return;
        var row = cache.Find(key) ?? cache.Add(key, state: null, exists: false);
        var after = model.Next(row.State, entry.Read());
        if (ReferenceEquals(after, row.State))
            return;
        if (after is not null && !model.IsKeyOf(key, after))
            throw new InvalidOperationException($"{model.Name} made a row with another key than its Identity.");
        Change(row, after, entry.Sequence);
    }

    // Another event may have made a row of the same key: the later one replaces it.
    private void FoldNew(int at, LogEntry entry)
    {
        if (model.Next(row: null, entry.Read()) is not { } made)
            return;
        var key = model.KeyOf(entry.TenantId, made);
        Change(cache.Find(key) ?? cache.Add(key, state: null, exists: false), made, entry.Sequence);
    }

    private void Change(CachedRow row, object? state, long sequence)
    {
        if (row.Change(state, sequence))
            _changed.Add(row);
    }

    // What one event does wrong must not stop the others: its stream goes no further, theirs do.
    private void Guarded(LogEntry entry, int at, Action<int, LogEntry> action)
    {
        if (parked.Skips(entry) || (_stopped.Count > 0 && _stopped.TryGetValue(entry.Stream, out var from) && entry.Sequence >= from))
            return;
        try
        {
            action(at, entry);
        }
#pragma warning disable CA1031 // Folds are code of others: whatever they throw parks the stream.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Poisons.Add(new(entry, failure));
            _stopped[entry.Stream] = entry.Sequence;
        }
    }
}
