namespace SalesEngagement.EventStore.Projections;

/// <summary>A row in memory: as it stands in its table, or as events have changed it since.</summary>
internal sealed class CachedRow(RowKey key)
{
    public RowKey Key => key;

    /// <summary>The record; null when there is no row, or no more.</summary>
    public object? State { get; private set; }

    /// <summary>The sequence of the event that changed it last.</summary>
    public long AsOf { get; private set; }

    /// <summary>Whether the table has a row of this key.</summary>
    public bool Exists { get; private set; }

    /// <summary>Whether it must be written.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>When it was last wanted, in batches.</summary>
    public long LastBatch { get; set; }

    /// <summary>Takes the row as it stands in the table.</summary>
    public void Take(object state) => (State, Exists) = (state, true);

    /// <summary>Takes the state an event has led to.</summary>
    /// <returns>Whether this is the first change since it was written.</returns>
    public bool Change(object? state, long sequence)
    {
        var first = !IsChanged;
        (State, AsOf, IsChanged) = (state, sequence, true);
        return first;
    }

    /// <summary>The table has it now.</summary>
    public void Written() => (Exists, IsChanged) = (State is not null, false);
}
