using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.EventStore.Projections;

/// <summary>Events folded into the rows they touch, in memory, until they are written together.</summary>
internal sealed class RowBatch(ReadModel model, ParkedStreams parked, RowCache cache)
{
    private readonly Dictionary<(string, Guid), long> _stopped = [];
    private readonly List<CachedRow> _changed = [];
    private CachedRow?[] _rows = [];

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
        var missing = new List<RowKey>();
        _rows = new CachedRow?[entries.Count];
        Action<int, LogEntry> find = (at, entry) => _rows[at] = RowOf(entry, missing);
        for (var i = 0; i < entries.Count; i++)
            Guarded(entries[i], i, find);
        return missing;
    }

    /// <summary>Takes a missing row as it stands in the table; those that are not there are not told of.</summary>
    public void Take(RowKey key, object state) => cache.Find(key)!.Take(state);

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

    private CachedRow? RowOf(LogEntry entry, List<RowKey> missing)
    {
        if (model.KeyOf(entry.Read()) is not { } key)
            return null;
        if (cache.Find(key) is { } known)
            return known;
        missing.Add(key);
        return cache.Add(key);
    }

    private void FoldKnown(int at, LogEntry entry)
    {
        if (_rows[at] is not { } row)
            return;
        var after = model.Next(row.State, entry.Read());
        if (ReferenceEquals(after, row.State))
            return;
        if (after is not null && !model.IsKeyOf(row.Key, after))
            throw new InvalidOperationException($"{model.Name} made a row with another key than its Identity.");
        Change(row, after, entry.Sequence);
    }

    // Another event may have made a row of the same key: the later one replaces it.
    private void FoldNew(int at, LogEntry entry)
    {
        if (model.Next(row: null, entry.Read()) is not { } made)
            return;
        var key = model.KeyOf(entry.TenantId, made);
        Change(cache.Find(key) ?? cache.Add(key), made, entry.Sequence);
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
