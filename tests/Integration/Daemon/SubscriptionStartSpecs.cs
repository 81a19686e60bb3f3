using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.EventStore.Subscriptions;

namespace SalesEngagement.Integration.Daemon;

/// <summary>Six events of two tenants in turn are there before a subscription starts, and two come after.</summary>
public sealed class SubscriptionStartSpecs : IAsyncLifetime
{
    private static readonly TimeSpan Moment = TimeSpan.FromMicroseconds(1);
    private static readonly Guid Rep = Guid.CreateVersion7();
    private TestDatabase _database = null!;
    private DateTimeOffset[] _times = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await Node.Database();
        await using var node = await Start(new(SubscriptionStart.Beginning), runs: false);
        for (var i = 0; i < 3; i++)
            await OpenTwo(node);
        _times = await Times();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task From_the_beginning_come_all()
    {
        (await Delivered(SubscriptionStart.Beginning)).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
    }

    [Fact]
    public async Task From_now_comes_only_what_is_appended_later()
    {
        (await Delivered(SubscriptionStart.Now)).ShouldBe([7, 8]);
    }

    [Fact]
    public async Task From_the_instant_of_an_event_comes_that_event_and_all_after_it()
    {
        (await Delivered(SubscriptionStart.At(_times[3]))).ShouldBe([4, 5, 6, 7, 8]);
    }

    [Fact]
    public async Task From_between_two_events_comes_the_later_one_and_all_after_it()
    {
        (await Delivered(SubscriptionStart.At(_times[3] + Moment))).ShouldBe([5, 6, 7, 8]);
    }

    [Fact]
    public async Task From_before_the_first_event_come_all()
    {
        (await Delivered(SubscriptionStart.At(_times[0] - TimeSpan.FromDays(400)))).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
    }

    [Fact]
    public async Task From_after_the_last_event_comes_only_what_is_appended_later()
    {
        (await Delivered(SubscriptionStart.At(_times[5] + Moment))).ShouldBe([7, 8]);
    }

    [Fact]
    public async Task An_instant_to_come_is_waited_for_and_nothing_recorded_before_it_is_delivered()
    {
        var instant = await Now() + TimeSpan.FromSeconds(5);
        var seen = new SeenByEffect(SubscriptionStart.At(instant));
        await using var node = await Start(seen);
        await OpenTwo(node);
        await Eventually.True(async () => await Now() > instant);
        await OpenTwo(node);
        await node.CaughtUp();

        var times = await Times();
        times[^2].ShouldBeGreaterThan(instant);
        seen.Sequences.ShouldBe(Enumerable.Range(1, times.Length).Where(n => times[n - 1] >= instant).Select(n => (long)n));
    }

    [Fact]
    public async Task Where_it_starts_counts_the_first_time_only()
    {
        (await Delivered(SubscriptionStart.Now)).ShouldBe([7, 8]);

        (await Delivered(SubscriptionStart.Beginning)).ShouldBe([9, 10]);
    }

    private async Task<long[]> Delivered(SubscriptionStart start)
    {
        var seen = new SeenByEffect(start);
        await using var node = await Start(seen);
        await node.CaughtUp();
        await OpenTwo(node);
        await node.CaughtUp();
        return seen.Sequences;
    }

    private Task<Node> Start(SeenByEffect seen, bool runs = true) => Node.Start(
        _database,
        readModels: [],
        more: services => services.AddSingleton<ISubscription>(seen),
        configure: options => options.RunShards = runs);

    private static async Task OpenTwo(Node node)
    {
        await node.Open(Node.Tenant, Rep);
        await node.Open(Node.OtherTenant, Rep);
    }

    private async Task<DateTimeOffset[]> Times()
    {
        await using var daemon = NpgsqlDataSource.Create(_database.Daemon);
        await using var command = daemon.CreateCommand("select timestamp from mt_events order by seq_id");
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var times = new List<DateTimeOffset>();
        while (await reader.ReadAsync(Ct))
            times.Add(reader.GetFieldValue<DateTimeOffset>(0));
        return [.. times];
    }

    private async Task<DateTimeOffset> Now()
    {
        await using var daemon = NpgsqlDataSource.Create(_database.Daemon);
        await using var command = daemon.CreateCommand("select clock_timestamp()");
        return (DateTime)(await command.ExecuteScalarAsync(Ct))!;
    }
}
