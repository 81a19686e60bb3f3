namespace SalesEngagement.EventStore.Daemon;

/// <summary>
/// How many numbers to ask for at once: few when the last events were large, so that little is fetched in vain, and up
/// to the limit when they were small.
/// </summary>
internal sealed class BatchRoom
{
    private readonly int _most;
    private int _now;

    /// <summary>Begins with as much as there may be.</summary>
    public BatchRoom(int most) => (_most, _now) = (most, most);

    /// <summary>The end of the next part above <paramref name="from"/>.</summary>
    public long UpTo(long from, long ceiling) => Math.Min(ceiling, from + _now);

    /// <summary>Learns from a part that was read: it ended early, or there was room for more.</summary>
    public void Learn(long asked, LogSpan read) =>
        _now = read.UpTo < asked ? Math.Max(1, (int)(read.UpTo - read.From)) : Math.Min(_most, _now * 2);
}
