namespace SalesEngagement.EventStore.Projections;

/// <summary>
/// Rows that stay in memory between batches, the longest unused going first. Right only as long as nobody else writes the
/// table: whoever uses it drops it as soon as that is in doubt.
/// </summary>
/// <param name="limit">How many rows may stay after a batch; 0 keeps none.</param>
internal sealed class RowCache(int limit)
{
    private readonly Dictionary<RowKey, CachedRow> _rows = [];
    private long _batch;

    /// <summary>How many rows are held.</summary>
    public int Count => _rows.Count;

    /// <summary>The row; null when it must be loaded first.</summary>
    public CachedRow? Find(RowKey key)
    {
        if (_rows.TryGetValue(key, out var row))
            row.LastBatch = _batch;
        return row;
    }

    /// <summary>Holds a row that is not in the table, unless it is read there: <see cref="CachedRow.Take"/>.</summary>
    public CachedRow Add(RowKey key) => _rows[key] = new(key) { LastBatch = _batch };

    /// <summary>A batch was written: drops what was not wanted for longest when there are too many.</summary>
    public void EndBatch()
    {
        _batch++;
        if (_rows.Count <= limit)
            return;
        foreach (var row in _rows.Values.OrderBy(row => row.LastBatch).Take(_rows.Count - (limit / 2)).ToArray())
            _rows.Remove(row.Key);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _rows.Clear();
}
