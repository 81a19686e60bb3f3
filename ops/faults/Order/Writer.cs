using Npgsql;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Order;

/// <summary>
/// One of the writers: every seventh append is rolled back after its number was drawn, one in a hundred holds its number
/// for 10 to 60 ms before it commits. Readers must wait for that, and so the lag cannot be less. A writer that has the store
/// appends 1 to 15 events at once, as commands and imports do; the others append one by its function.
/// </summary>
internal sealed class Writer(NpgsqlDataSource source, IEventStore? store, int seed)
{
    /// <summary>How long a slow one holds its number at most.</summary>
    public static readonly TimeSpan LongestHold = TimeSpan.FromMilliseconds(60);

    /// <summary>Events of each stream after its first.</summary>
    public const int PostingsPerStream = 100;

    private const int MostAtOnce = 15;
    private const double RolledBack = 0.15;
    private const double Slow = 0.01;
    private readonly Random _chance = new(seed);
    private volatile Beat? _beat;
    private long _committed;

    /// <summary>Events whose commit returned.</summary>
    public long Committed => Volatile.Read(ref _committed);

    /// <summary>Appends only so often from now on, instead of as fast as it can.</summary>
    public void Pace(double perSecond) => _beat = new(perSecond);

    /// <summary>Appends until cancelled.</summary>
    public async Task Run(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var stream = Guid.CreateVersion7();
            await using (var open = await SqlAppend.Begin(source, CancellationToken.None))
            {
                await open.Open(stream, CancellationToken.None);
                await open.Commit(CancellationToken.None);
            }

            Count();
            for (var posted = 0; posted < PostingsPerStream && !ct.IsCancellationRequested;)
                posted += await Post(stream);
        }
    }

    private async Task<int> Post(Guid stream)
    {
        var events = store is null ? 1 : _chance.Next(1, MostAtOnce + 1);
        for (var i = 0; i < events; i++)
            await (_beat?.Next() ?? Task.CompletedTask);
        var lot = _chance.NextDouble();
        if (lot < RolledBack + Slow)
        {
            await PostHeld(stream, isRolledBack: lot < RolledBack);
            return 1;
        }

        if (store is null)
        {
            await SqlAppend.PostOnce(source, stream, CancellationToken.None);
        }
        else
        {
            var session = store.Open(SqlAppend.Tenant, new("proof"));
            session.Append(stream, [.. Enumerable.Repeat(new LedgerPosted(1, "order"), events)]);
            await session.Save(CancellationToken.None);
        }

        Count(events);
        return events;
    }

    private async Task PostHeld(Guid stream, bool isRolledBack)
    {
        await using var append = await SqlAppend.Begin(source, CancellationToken.None);
        await append.Post(stream, CancellationToken.None);
        if (isRolledBack)
        {
            await append.RollBack(CancellationToken.None);
            return;
        }

        await Task.Delay(LongestHold * (1 + 5 * _chance.NextDouble()) / 6, CancellationToken.None);
        await append.Commit(CancellationToken.None);
        Count();
    }

    private void Count(int events = 1) => Interlocked.Add(ref _committed, events);
}
