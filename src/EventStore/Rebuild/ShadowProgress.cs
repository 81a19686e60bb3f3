namespace SalesEngagement.EventStore.Rebuild;

/// <summary>Tells how far a rebuild is: whoever began it after every part, all others about once a second.</summary>
internal sealed class ShadowProgress(
    RebuildSession session, TimeProvider clock, TimeSpan glimpse, IProgress<RebuildProgress>? progress)
{
    private readonly long _from = session.Position;
    private readonly long _started = clock.GetTimestamp();
    private long _shown = clock.GetTimestamp();

    /// <summary>Shows it. Not within a transaction.</summary>
    public async Task Show(long seen, long goal, CancellationToken ct)
    {
        var seconds = clock.GetElapsedTime(_started).TotalSeconds;
        progress?.Report(new(seen, goal, seconds > 0 ? (seen - _from) / seconds : 0));
        if (clock.GetElapsedTime(_shown) < glimpse)
            return;
        _shown = clock.GetTimestamp();
        await session.ShowSeen(seen, goal, ct);
    }
}
