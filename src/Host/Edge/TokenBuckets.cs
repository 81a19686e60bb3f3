using System.Collections.Concurrent;

namespace SalesEngagement.Host.Edge;

/// <summary>
/// Allowances of one kind, a token bucket for each caller. A bucket is one number: when it will be full again. So taking
/// is one exchange without a lock, nobody waits for anybody, and a full bucket is the same as none and can be forgotten.
/// </summary>
internal sealed class TokenBuckets(int limit, TimeSpan window, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, long> _fullAt = new(StringComparer.Ordinal);
    private readonly long _window = (long)(window.TotalSeconds * clock.TimestampFrequency);
    private readonly long _perToken = Math.Max(1, (long)(window.TotalSeconds * clock.TimestampFrequency / limit));
    private long _sweepAt;

    /// <summary>How many callers are remembered.</summary>
    public int Count => _fullAt.Count;

    /// <summary>Takes one from the caller's bucket, or nothing when it is empty.</summary>
    public Allowed Take(string caller)
    {
        while (true)
        {
            var now = clock.GetTimestamp();
            Sweep(now);
            var isKnown = _fullAt.TryGetValue(caller, out var known);
            var fullAt = isKnown ? Math.Max(known, now) : now;
            if (fullAt - now > (limit - 1) * _perToken)
                return Told(isGranted: false, fullAt - now);

            var next = fullAt + _perToken;
            if (isKnown ? _fullAt.TryUpdate(caller, next, known) : _fullAt.TryAdd(caller, next))
                return Told(isGranted: true, next - now);
        }
    }

    /// <summary>Puts one back, for a request that another allowance refused.</summary>
    public void GiveBack(string caller)
    {
        while (_fullAt.TryGetValue(caller, out var known) && !_fullAt.TryUpdate(caller, known - _perToken, known))
        {
            // Somebody took or swept at the same moment: once more.
        }
    }

    private void Sweep(long now)
    {
        var due = Interlocked.Read(ref _sweepAt);
        if (now < due || Interlocked.CompareExchange(ref _sweepAt, now + _window, due) != due)
            return;
        foreach (var bucket in _fullAt)
        {
            if (bucket.Value <= now)
                _fullAt.TryRemove(bucket);
        }
    }

    private Allowed Told(bool isGranted, long untilFull) => new(
        isGranted,
        limit,
        Remaining: limit - (int)Math.Min(limit, Whole(untilFull, _perToken)),
        ResetSeconds: (int)Whole(untilFull, clock.TimestampFrequency),
        RetrySeconds: (int)Math.Max(1, Whole(untilFull - ((limit - 1) * _perToken), clock.TimestampFrequency)));

    private static long Whole(long span, long unit) => (span + unit - 1) / unit;
}

/// <summary>What became of one request's try.</summary>
/// <param name="Granted">Whether it may go on.</param>
/// <param name="Limit">Requests in a full allowance.</param>
/// <param name="Remaining">Requests left now.</param>
/// <param name="ResetSeconds">Until the allowance is full again.</param>
/// <param name="RetrySeconds">Until there is one again, when none is left.</param>
internal sealed record Allowed(bool Granted, int Limit, int Remaining, int ResetSeconds, int RetrySeconds);
