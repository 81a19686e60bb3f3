using System.Collections.Concurrent;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>
/// Keys in clear, for at most a minute: that long a node that hears of nothing may still read what another one has
/// erased (live listeners a little longer: <see cref="Daemon.SharedLog"/>). Bounded; when it is full it starts again.
/// </summary>
internal sealed class KeyCache<TId, TKey>(TimeProvider clock, int limit = 50_000)
    where TId : notnull
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);
    private volatile ConcurrentDictionary<TId, (TKey Key, DateTimeOffset Until)> _held = new();

    public bool TryGet(TId id, out TKey key)
    {
        var isHeld = _held.TryGetValue(id, out var held) && clock.GetUtcNow() < held.Until;
        key = held.Key;
        return isHeld;
    }

    /// <summary>
    /// Take it before reading the key database: what is put through it after a <see cref="Clear"/> in between is not
    /// kept, for it may have been read before the key was destroyed.
    /// </summary>
    public Action<TId, TKey> Filler()
    {
        if (_held.Count >= limit)
            Clear();
        var (held, until) = (_held, clock.GetUtcNow() + Lifetime);
        return (id, key) => held[id] = (key, until);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _held = new();
}
