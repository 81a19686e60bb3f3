using System.Diagnostics;
using System.Globalization;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.Faults.Children;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Zombies;

/// <summary>The owner processes of a proof, and how long it takes until others have taken a lost one's shards over.</summary>
internal sealed class Owners(ProofDatabase database, ProofNode watcher) : IAsyncDisposable
{
    private readonly List<Child> _running = [];

    /// <summary>Starts one more.</summary>
    public async Task Add(CancellationToken ct) => _running.Add(await Child.Start(ShardOwner.Role, database, ct));

    /// <summary>Waits until every shard has an owner and nothing to do.</summary>
    public async Task Settled(CancellationToken ct)
    {
        while ((await Status(ct)).Any(shard => shard.Owner is null || shard.LagEvents > 50))
            await Pause(ct);
    }

    /// <summary>How many processes own a shard.</summary>
    public async Task<int> Sharing(CancellationToken ct) =>
        (await Status(ct)).Where(shard => shard.Owner is not null).Select(shard => shard.Owner).Distinct().Count();

    /// <summary>Waits until both own one, for a while.</summary>
    public async Task Shared(TimeSpan atMost, CancellationToken ct)
    {
        var waited = Stopwatch.StartNew();
        while (await Sharing(ct) < 2 && waited.Elapsed < atMost)
            await Pause(ct);
    }

    /// <summary>The owner of a shard.</summary>
    public async Task<Child> OwnerOf(string shard, CancellationToken ct)
    {
        while (true)
        {
            var owner = (await Status(ct)).Single(status => status.Name == shard).Owner;
            if (_running.Find(child => IsOf(child, owner)) is { } found)
                return found;
            await Pause(ct);
        }
    }

    /// <summary>Seconds until each shard of a process that was frozen or killed just now goes on under another.</summary>
    public async Task<double> TakenOver(Child lost, IReadOnlyList<ShardStatus> before, Stopwatch since, CancellationToken ct)
    {
        foreach (var shard in before.Where(shard => IsOf(lost, shard.Owner)))
        {
            while (!HasMovedOn(lost, shard, await Status(ct)))
                await Pause(ct);
        }

        return since.Elapsed.TotalSeconds;
    }

    /// <summary>Puts another process in the place of a killed one.</summary>
    public async Task Replace(Child killed, CancellationToken ct)
    {
        _running.Remove(killed);
        await killed.DisposeAsync();
        await Add(ct);
    }

    /// <summary>How the shards are doing, as the database sees it.</summary>
    public Task<IReadOnlyList<ShardStatus>> Status(CancellationToken ct) => watcher.Admin.Status(ct);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var child in _running)
            await child.DisposeAsync();
    }

    private static bool HasMovedOn(Child lost, ShardStatus before, IReadOnlyList<ShardStatus> now)
    {
        var shard = now.Single(status => status.Name == before.Name);
        return shard.Owner is not null && !IsOf(lost, shard.Owner) && shard.Position > before.Position;
    }

    private static bool IsOf(Child child, string? owner) =>
        owner?.EndsWith(string.Create(CultureInfo.InvariantCulture, $"/{child.Pid}"), StringComparison.Ordinal) == true;

    private static Task Pause(CancellationToken ct) => Task.Delay(TimeSpan.FromMilliseconds(50), ct);
}
