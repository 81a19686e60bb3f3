namespace SalesEngagement.EventStore.Daemon;

/// <summary>
/// Lets only so many shards of this node work on a large part of the log at the same time, in the order in which they came:
/// when all of them have much to catch up with, requests and those that keep up still find a processor.
/// </summary>
internal sealed class CatchUpTurns(DaemonOptions options) : IDisposable
{
    /// <summary>Smaller parts wait for nobody (sequence numbers).</summary>
    private const int Large = 200;

    private readonly SemaphoreSlim _turns = new(options.CatchingUp);

    /// <summary>Does a piece of work about so many sequence numbers, when it is its turn.</summary>
    public async Task Take(long numbers, Func<Task> work, CancellationToken ct)
    {
        if (numbers < Large)
        {
            await work();
            return;
        }

        await _turns.WaitAsync(ct);
        try
        {
            await work();
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();
}
