using System.Collections.Concurrent;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>
/// Keys in clear, for at most a minute: that long another node may still read what this one has erased. Bounded; when
/// it is full it starts again.
/// </summary>
internal sealed class KeyCache<TId, TKey>(TimeProvider clock, int limit = 50_000)
    where TId : notnull
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<TId, (TKey Key, DateTimeOffset Until)> _held = new();

    public bool TryGet(TId id, out TKey key)
    {
        var isHeld = _held.TryGetValue(id, out var held) && clock.GetUtcNow() < held.Until;
        key = held.Key;
        return isHeld;
    }

    public void Put(TId id, TKey key)
    {
        if (_held.Count >= limit)
            _held.Clear();
        _held[id] = (key, clock.GetUtcNow() + Lifetime);
    }

    public void Forget(TId id) => _held.TryRemove(id, out _);
}
