namespace SalesEngagement.EventStore.Daemon;

/// <summary>How far one shard may go now: to the mark, or to where an operator holds it.</summary>
internal sealed class Pace(string shard, HighWater highWater, ShardControls controls, TimeProvider clock)
{
    /// <summary>The last number the shard may process now.</summary>
    public long Ceiling => Math.Min(highWater.Mark, Stop);

    /// <summary>Where an operator holds it; <see cref="long.MaxValue"/> when nobody does.</summary>
    public long Stop => controls.StopOf(shard);

    /// <summary>Returns when there may be something above <paramref name="position"/>, or after <paramref name="atMost"/>.</summary>
    public Task WaitBeyond(long position, TimeSpan atMost, CancellationToken ct)
    {
        var changed = controls.Changed;
        return Stop > position
            ? highWater.WaitBeyond(position, atMost, ct)
            : Wake.Within(changed, atMost, clock, ct);
    }

    /// <summary>Asks the database what holds the shard, after it refused to go on.</summary>
    public Task Refresh(CancellationToken ct) => controls.Refresh(ct);
}
