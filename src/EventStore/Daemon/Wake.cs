namespace SalesEngagement.EventStore.Daemon;

/// <summary>Wakes all who wait. Take <see cref="Next"/> before looking at the state it tells of, then nothing is missed.</summary>
internal sealed class Wake
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the next call of <see cref="All"/>.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Returns when the task has completed, or after <paramref name="atMost"/>.</summary>
    public static async Task Within(Task next, TimeSpan atMost, TimeProvider clock, CancellationToken ct)
    {
        if (next.IsCompleted)
            return;
        using var timer = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, ct);
        await next.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
    }

    /// <summary>Wakes everybody who waits now.</summary>
    public void All() =>
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}
