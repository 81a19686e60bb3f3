using Microsoft.Extensions.Options;
using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.Host.Jobs;

/// <summary>
/// Lets all jobs of a node take turns, transaction by transaction, so that a long one keeps no other waiting; lets them rest
/// after each, so that requests have their share of the database; and lets read models come, so that lists and timelines of
/// all tenants go on showing what happens.
/// </summary>
internal sealed class JobTurns(ReadModelBacklog backlog, IOptions<JobOptions> options, TimeProvider clock) : IDisposable
{
    // No longer for one transaction: a new read model, which has the whole log before it, slows jobs down and stops none.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Waiters are served in the order in which they came.
    private readonly SemaphoreSlim _turns = new(options.Value.Parallelism);

    /// <summary>Does a piece of work when it is its turn, then rests.</summary>
    /// <param name="work">The piece; it is told since when it stands in line, as a timestamp of the clock.</param>
    /// <param name="restPercent">For how long, in percent of what the work took.</param>
    /// <param name="ct">Cancels.</param>
    public async Task Take(Func<long, Task> work, int restPercent, CancellationToken ct)
    {
        var since = clock.GetTimestamp();
        await LetReadModelsCome(ct);
        await _turns.WaitAsync(ct);
        long took;
        try
        {
            var started = clock.GetTimestamp();
            await work(since);
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

    private async Task LetReadModelsCome(CancellationToken ct)
    {
        if (options.Value.MostBehind is not (> 0 and var most))
            return;
        var started = clock.GetTimestamp();
        while (clock.GetElapsedTime(started) < Patience && await backlog.Events(ct) > most)
            await Task.Delay(Pause, clock, ct);
    }
}
