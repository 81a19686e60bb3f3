using SalesEngagement.EventStore.History;
using SalesEngagement.Integration.Daemon;

namespace SalesEngagement.Integration.History;

/// <summary>History is verified while it is made: appended by four at once, one of whom rolls back, and sealed.</summary>
public sealed class VerifyUnderLoadSpecs : IAsyncLifetime
{
    private const int Times = 25;
    private static readonly Guid Rep = Guid.CreateVersion7();
    private readonly CancellationTokenSource _enough = new();
    private TestDatabase _database = null!;
    private SealedNode _sealing = null!;
    private Task _load = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await Node.Database();
        _sealing = await SealedNode.Start(_database);
        await _sealing.SealSome(rounds: 1);
        _load = Task.WhenAll(Append(Node.Tenant), Append(Node.Tenant), Append(Node.OtherTenant), RollBack());
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _load;
        _enough.Dispose();
        await _sealing.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task There_is_never_a_false_alarm()
    {
        var first = await _sealing.Verify();
        var last = first;
        var times = 0;
        await Eventually.True(async () =>
        {
            last = await _sealing.Verify(times % 3 == 1 ? Node.OtherTenant : null);
            last.Faults.ShouldBeEmpty($"in verification {times}");
            last.IsClean.ShouldBeTrue();
            return ++times >= Times && last.Rounds > first.Rounds + 10;
        });

        await _enough.CancelAsync();
        await _load;
        await _sealing.Node.CaughtUp();
        last = await _sealing.Verify();
        last.IsClean.ShouldBeTrue();
        last.Anchored.ShouldBe(last.Rounds);
        last.Tenants.Sum(tenant => tenant.Events).ShouldBe(await _sealing.Scalar<long>("select count(*) from mt_events"));
    }

    [Fact]
    public async Task What_was_tampered_with_is_found_nevertheless()
    {
        await _sealing.Tamper("update mt_events set data = data || '{\"By\": 1000}' where seq_id = 3");

        (await _sealing.Verify()).Tenants.Single(tenant => tenant.Fault is not null)
            .Fault!.ShouldSatisfyAllConditions(fault => fault.Kind.ShouldBe(HistoryFaultKind.Changed), fault => fault.Sequence.ShouldBe(3));
    }

    private async Task Append(string tenant)
    {
        while (!_enough.IsCancellationRequested)
            await _sealing.Node.Open(tenant, Rep, 1, 2);
    }

    private async Task RollBack()
    {
        await using var app = Npgsql.NpgsqlDataSource.Create(_database.Main);
        while (!_enough.IsCancellationRequested)
            await (await Appender.Begin(app)).RollBack();
    }
}
