using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.EventStore.Subscriptions;

/// <summary>Where a subscription begins when it runs for the first time in a database. Later it goes on where it was.</summary>
public sealed class SubscriptionStart
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private readonly Func<ShardContext, CancellationToken, Task<long>> _before;

    private SubscriptionStart(Func<ShardContext, CancellationToken, Task<long>> before) => _before = before;

    /// <summary>With the first event ever: nothing is left out.</summary>
    public static SubscriptionStart Beginning { get; } = new((_, _) => Task.FromResult(0L));

    /// <summary>With what is appended from now on.</summary>
    public static SubscriptionStart Now { get; } = new((context, _) => Task.FromResult(context.HighWater.Mark));

    /// <summary>
    /// With the first event recorded at or after an instant. Those numbered after it come too, also one that a slower
    /// transaction had begun a moment before the instant. An instant to come is waited for.
    /// </summary>
    public static SubscriptionStart At(DateTimeOffset instant) => new(async (context, ct) =>
    {
        while (instant - context.Clock.GetUtcNow() is { Ticks: > 0 } left)
            await Task.Delay(left < LongestWait ? left : LongestWait, context.Clock, ct);
        var search = new InstantSearch(context.Connections.Pool);
        var last = await search.Last(ct);
        while (context.HighWater.Mark < last)
            await context.HighWater.WaitBeyond(last - 1, LongestWait, ct);
        return await search.Before(instant, context.HighWater.Mark, ct);
    });

    /// <summary>The last number that it leaves out.</summary>
    internal Task<long> Before(ShardContext context, CancellationToken ct) => _before(context, ct);
}
