using Microsoft.Extensions.Options;

namespace SalesEngagement.Host.Imports;

/// <summary>
/// Lets the imports of a node take turns, transaction by transaction, so that a long one keeps no other waiting; and lets
/// them rest after each, so that requests have their share of the database.
/// </summary>
internal sealed class ImportTurns(IOptions<ImportOptions> options, TimeProvider clock) : IDisposable
{
    // Waiters are served in the order in which they came.
    private readonly SemaphoreSlim _turns = new(options.Value.Parallelism);

    /// <summary>Does a piece of work when it is its turn.</summary>
    public async Task Take(Func<Task> work, CancellationToken ct)
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

        if (took * options.Value.RestPercent / 100 is > 0 and var rest)
            await Task.Delay(TimeSpan.FromMilliseconds(rest), clock, ct);
    }

    public void Dispose() => _turns.Dispose();
}
