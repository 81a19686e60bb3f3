using Microsoft.Extensions.Options;

namespace SalesEngagement.Host.Jobs;

/// <summary>
/// Lets all jobs of a node take turns, transaction by transaction, so that a long one keeps no other waiting; and lets them
/// rest after each, so that requests have their share of the database.
/// </summary>
internal sealed class JobTurns(IOptions<JobOptions> options, TimeProvider clock) : IDisposable
{
    // Waiters are served in the order in which they came.
    private readonly SemaphoreSlim _turns = new(options.Value.Parallelism);

    /// <summary>Does a piece of work when it is its turn, then rests for <paramref name="restPercent"/> of what that took.</summary>
    public async Task Take(Func<Task> work, int restPercent, CancellationToken ct)
    {
        await _turns.WaitAsync(ct);
        long took;
        try
        {
            var started = clock.GetTimestamp();
            await work();
            took = (long)clock.GetElapsedTime(started).TotalMilliseconds;
        }
        finally
        {
            _turns.Release();
        }

        if (took * restPercent / 100 is > 0 and var rest)
            await Task.Delay(TimeSpan.FromMilliseconds(rest), clock, ct);
    }

    public void Dispose() => _turns.Dispose();
}
