using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.Integration.Daemon;

/// <summary>A second owner of a node's shards that never asked for the lock, as a frozen node that wakes up.</summary>
internal sealed class Zombies(Node node) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>How often it came too late and had to give way.</summary>
    public int Met { get; private set; }

    public async Task Follow()
    {
        var shard = node.Get<ShardSet>().All.Single(shard => shard.Name == "TallyPerRep:All");
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await shard.Follow(_stop.Token);
            }
            catch (CheckpointMovedException)
            {
                Met++;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    public async Task Stop(Task run)
    {
        await _stop.CancelAsync();
        await run;
    }

    public ValueTask DisposeAsync()
    {
        _stop.Dispose();
        return ValueTask.CompletedTask;
    }
}
