namespace SalesEngagement.EventStore.Daemon;

/// <summary>
/// Lets a node that starts later have its share: one that owns more than its fair share gives shards back and leaves them
/// alone for a while. A shard that nobody wanted then is kept until other nodes come: these may run another release. It is
/// offered again, since a busy node may have missed its turn, after twice as many rounds each time.
/// </summary>
internal sealed class FairShare(IReadOnlyList<ShardLoop> loops, Ownership ownership, DaemonOptions options, TimeProvider clock)
{
    private const int FewestRounds = 2;
    private const int MostRounds = 100;
    private readonly Dictionary<ShardLoop, (int Taken, int Round, int Rounds)> _given = [];
    private string? _competitors;

    /// <summary>Looks again and again until cancelled.</summary>
    public async Task Keep(CancellationToken ct)
    {
        for (var round = 0; ; round++)
        {
            await Task.Delay(options.TakeOver * 3, clock, ct);
            await ForgetOthers(ct);
            var surplus = await ownership.Surplus(ct);
            foreach (var loop in loops.Where(loop => IsToGive(loop, round)).Take(surplus))
            {
                _given[loop] = (loop.Taken, round, IsUnwanted(loop, out var rounds) ? Math.Min(2 * rounds, MostRounds) : FewestRounds);
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

    private bool IsToGive(ShardLoop loop, int round) =>
        loop.IsOwner && !(IsUnwanted(loop, out var rounds) && round < _given[loop].Round + rounds);

    // Nobody took what was given when the very next owner was this node again.
    private bool IsUnwanted(ShardLoop loop, out int rounds)
    {
        var isKnown = _given.TryGetValue(loop, out var given);
        rounds = given.Rounds;
        return isKnown && loop.Taken == given.Taken + 1;
    }
}
