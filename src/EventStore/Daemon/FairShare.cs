namespace SalesEngagement.EventStore.Daemon;

/// <summary>
/// Lets a node that starts later have its share: one that owns more than its fair share gives shards back and leaves them
/// alone for a while. A shard that nobody wanted then is kept until other nodes come: these may run another release.
/// </summary>
internal sealed class FairShare(IReadOnlyList<ShardLoop> loops, Ownership ownership, DaemonOptions options, TimeProvider clock)
{
    private readonly Dictionary<ShardLoop, int> _given = [];
    private string? _competitors;

    /// <summary>Looks again and again until cancelled.</summary>
    public async Task Keep(CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(options.TakeOver * 3, clock, ct);
            await ForgetOthers(ct);
            var surplus = await ownership.Surplus(ct);
            foreach (var loop in loops.Where(IsToGive).Take(surplus))
            {
                _given[loop] = loop.Taken;
                loop.GiveBack();
            }
        }
    }

    private async Task ForgetOthers(CancellationToken ct)
    {
        var competitors = await ownership.Competitors(ct);
        if (competitors != _competitors)
            _given.Clear();
        _competitors = competitors;
    }

    // Nobody took what was given when the very next owner was this node again.
    private bool IsToGive(ShardLoop loop) =>
        loop.IsOwner && !(_given.TryGetValue(loop, out var taken) && loop.Taken == taken + 1);
}
