namespace SalesEngagement.EventStore.Events;

/// <summary>All upcasts of the program.</summary>
internal sealed class Upcasts
{
    private readonly Dictionary<Type, Upcast> _byOld;

    /// <exception cref="InvalidOperationException">A fact is raised to two others, or in a circle.</exception>
    public Upcasts(StoreOptions options)
    {
        if (options.Upcasts.GroupBy(upcast => upcast.From).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidOperationException($"{twice.Key.Name} is upcast twice: keep one.");
        _byOld = options.Upcasts.ToDictionary(upcast => upcast.From);
        foreach (var upcast in options.Upcasts)
            RefuseCircle(upcast);
    }

    /// <summary>Whether facts of this type are only read any more.</summary>
    public bool IsRetired(Type fact) => _byOld.ContainsKey(fact);

    /// <summary>As which type a stored fact is read.</summary>
    public Type NewestOf(Type stored) => _byOld.TryGetValue(stored, out var upcast) ? NewestOf(upcast.To) : stored;

    /// <summary>The event with the fact that is read today.</summary>
    public Event Newest(Event stored) =>
        _byOld.Count > 0 && _byOld.TryGetValue(stored.Body.GetType(), out var upcast) ? Newest(upcast.Raise(stored)) : stored;

    private void RefuseCircle(Upcast first)
    {
        var seen = new HashSet<Type> { first.From };
        for (var next = first; next is not null; next = _byOld.GetValueOrDefault(next.To))
        {
            if (!seen.Add(next.To))
                throw new InvalidOperationException($"{first.From.Name} is upcast in a circle.");
        }
    }
}
