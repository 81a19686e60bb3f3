using System.Collections.Concurrent;
using System.Diagnostics;

namespace SalesEngagement.Load.Tenants;

/// <summary>
/// Requests that come when they come, as from many people, whether those before are answered or not; each is measured from
/// when it was due, so that a stall counts for all who waited in it.
/// </summary>
/// <param name="perSecond">How many come, on average.</param>
/// <param name="ask">Sends one, and gives the status of its answer.</param>
/// <param name="seed">Decides when they come.</param>
internal sealed class Arrivals(double perSecond, Func<CancellationToken, Task<int>> ask, int seed)
{
    private readonly ConcurrentBag<double> _milliseconds = [];
    private readonly ConcurrentDictionary<int, int> _statuses = new();

    /// <summary>How long each took that was served (ms).</summary>
    public IReadOnlyCollection<double> Milliseconds => _milliseconds;

    /// <summary>How many were refused as too many.</summary>
    public int Refused => _statuses.GetValueOrDefault(429);

    /// <summary>How many were answered otherwise than served or refused as too many.</summary>
    public int Failed => _statuses.Where(status => status.Key is >= 300 and not 429).Sum(status => status.Value);

    /// <summary>The statuses of those that were not served, with how many there were of each.</summary>
    public IEnumerable<KeyValuePair<int, int>> Unserved => _statuses.Where(status => status.Key >= 300);

    /// <summary>Sends for so long, and waits for the last answer.</summary>
    public async Task Run(TimeSpan span, CancellationToken ct)
    {
        var (chance, started, running) = (new Random(seed), Stopwatch.GetTimestamp(), new List<Task>());
        for (var due = Next(chance); due < span; due += Next(chance))
        {
            if (due - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } early)
                await Task.Delay(early, ct);
            running.Add(One(started, due, ct));
        }

        await Task.WhenAll(running);
    }

    private TimeSpan Next(Random chance) => TimeSpan.FromSeconds(-Math.Log(1 - chance.NextDouble()) / perSecond);

    private async Task One(long started, TimeSpan due, CancellationToken ct)
    {
        var status = await ask(ct);
        _statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
        if (status < 300)
            _milliseconds.Add((Stopwatch.GetElapsedTime(started) - due).TotalMilliseconds);
    }
}
