using System.Collections.Concurrent;
using System.Diagnostics;

namespace SalesEngagement.Faults.Power;

/// <summary>What was acknowledged, and when, outside of what is frozen.</summary>
internal sealed class Journal
{
    private readonly ConcurrentQueue<(long At, Guid Stream)> _acknowledged = [];

    /// <summary>A stream's first append was acknowledged just now.</summary>
    public void Add(Guid stream) => _acknowledged.Enqueue((Stopwatch.GetTimestamp(), stream));

    /// <summary>What was acknowledged before a moment.</summary>
    public IReadOnlyList<Guid> Until(long moment) =>
        [.. _acknowledged.Where(line => line.At < moment).Select(line => line.Stream)];
}
