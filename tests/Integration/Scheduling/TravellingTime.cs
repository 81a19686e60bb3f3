namespace SalesEngagement.Integration.Scheduling;

/// <summary>Time that runs as it does and can also be sent ahead, with everybody's timers.</summary>
internal sealed class TravellingTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<Timer> _timers = [];
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;

    public void Advance(TimeSpan by)
    {
        lock (_gate)
        {
            _ahead += by;
            foreach (var timer in _timers)
                timer.Travel(by);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        lock (_gate)
            _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    private ITimer Real(TimerCallback callback, object? state) =>
        base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private void Forget(Timer timer)
    {
        lock (_gate)
            _timers.Remove(timer);
    }

    private sealed class Timer : ITimer
    {
        private readonly TravellingTime _time;
        private readonly ITimer _real;
        private DateTimeOffset? _due;

        public Timer(TravellingTime time, TimerCallback callback, object? state) =>
            (_time, _real) = (time, time.Real(callback, state));

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _due = dueTime == Timeout.InfiniteTimeSpan ? null : System.GetUtcNow() + dueTime;
            return _real.Change(dueTime, period);
        }

        public void Travel(TimeSpan by)
        {
            if (_due is not { } due)
                return;
            var left = due - System.GetUtcNow() - by;
            _due = System.GetUtcNow() + (left > TimeSpan.Zero ? left : TimeSpan.Zero);
            _real.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            _time.Forget(this);
            _real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            _time.Forget(this);
            return _real.DisposeAsync();
        }
    }
}
