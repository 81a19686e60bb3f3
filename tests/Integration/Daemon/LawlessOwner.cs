using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.Integration.Daemon;

/// <summary>Runs a shard without asking whether it may, as a frozen owner that wakes up does.</summary>
internal sealed class LawlessOwner : IAsyncDisposable
{
    public const string Shard = "TallyPerRep:All";

    private readonly CancellationTokenSource _stop = new();
    private readonly IShard _shard;
    private readonly Task _run;

    public LawlessOwner(Node node, string name = Shard)
    {
        _shard = node.Get<ShardSet>().All.Single(shard => shard.Name == name);
        _run = Follow();
    }

    /// <summary>How often another owner was faster and it had to give way.</summary>
    public int Met { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    private async Task Follow()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _shard.Follow(_stop.Token);
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
}
