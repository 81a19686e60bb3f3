using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Scheduling;
using SalesEngagement.Integration.Daemon;

namespace SalesEngagement.Integration.Scheduling;

/// <summary>A message whose effect needs more patience than most is tried again at a pace of its own.</summary>
public sealed class RetrySpecs : IAsyncLifetime
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly TravellingTime _time = new();
    private readonly Raisings _raisings = new() { Before = _ => throw new FormatException() };
    private TestDatabase _database = null!;
    private Node _node = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ScheduledMessages Messages => _node.Get<ScheduledMessages>();

    public async ValueTask InitializeAsync()
    {
        _database = await Node.Database();
        _node = await Node.Start(
            _database,
            readModels: [],
            more: services => services
                .AddSingleton<TimeProvider>(_time)
                .AddSingleton(_raisings)
                .AddScheduling()
                .AddScheduledMessage<RaiseTally, RaiseHandler>(_ => [Hour, 2 * Hour]));
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task it_waits_as_long_as_it_was_told_to_and_is_parked_after_the_last_wait()
    {
        var started = _time.GetUtcNow();
        var session = _node.Store.Open(Node.Tenant, new("test"));
        session.Schedule(Guid.CreateVersion7(), started, new RaiseTally(Guid.CreateVersion7(), By: 1));
        await session.Save(Ct);

        foreach (var (tries, wait) in new[] { (1, Hour), (2, 2 * Hour) })
        {
            await Eventually.True(() => _raisings.Seen.Count == tries);
            await Eventually.True(async () => (await Messages.Status(Ct)) is { Pending: 1, Overdue: 0 });
            _time.Advance(wait + TimeSpan.FromSeconds(1));
        }

        await Eventually.True(async () => (await Messages.Status(Ct)) is { Pending: 0, Parked: 1 });
        _raisings.Seen.Count.ShouldBe(3);
        (await Messages.Parked(Ct)).Single().ParkedAt.ShouldBeGreaterThan(started + (3 * Hour));
    }
}
