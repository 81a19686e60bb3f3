namespace SalesEngagement.Specs.Edge;

/// <summary>A clock that moves when told to.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private long _ticks = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan by) => _ticks += by.Ticks;

    public override long GetTimestamp() => _ticks;
}
