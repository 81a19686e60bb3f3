namespace SalesEngagement.EventStore.Rebuild;

/// <summary>Holds work back to so many events a second, so that it leaves the machine to others.</summary>
internal sealed class RebuildPace(int? perSecond, TimeProvider clock)
{
    private readonly long _started = clock.GetTimestamp();
    private long _done;

    /// <summary>Waits until so many more events may be taken.</summary>
    public async Task After(int events, CancellationToken ct)
    {
        _done += events;
        if (perSecond is not { } limit)
            return;
        var ahead = TimeSpan.FromSeconds((double)_done / limit) - clock.GetElapsedTime(_started);
        if (ahead > TimeSpan.Zero)
            await Task.Delay(ahead, clock, ct);
    }
}
