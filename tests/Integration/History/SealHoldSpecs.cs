using SalesEngagement.EventStore.Daemon;
using SalesEngagement.Integration.Daemon;

namespace SalesEngagement.Integration.History;

/// <summary>The sealer is held and let go like any other shard, and what it sealed is right all the time.</summary>
public sealed class SealHoldSpecs
{
    private const string LastSealed = "select coalesce(max(to_sequence), 0) from engagement.history_blocks";

    private static readonly Guid Rep = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_stops_at_a_sequence_seals_exactly_up_to_it_also_on_the_next_node()
    {
        await using var database = await Node.Database();
        await using var sealing = await SealedNode.Start(database);
        await sealing.Node.CaughtUp();
        await sealing.Node.Get<ShardDesk>().StopAt("HistorySeal", 7, Ct);
        await sealing.Node.Open(Node.Tenant, Rep, [.. Enumerable.Repeat(1, 20)]);
        await Held(sealing.Node, at: 7);
        (await sealing.Scalar<long>(LastSealed)).ShouldBe(7);
        (await sealing.Verify()).IsClean.ShouldBeTrue();

        await sealing.Node.Stop();
        await using var next = await sealing.Another();
        await next.Open(Node.OtherTenant, Rep, 1);
        await Held(next, at: 7);
        (await sealing.Scalar<long>(LastSealed)).ShouldBe(7);

        await next.Get<ShardDesk>().Resume("HistorySeal", Ct);
        await next.CaughtUp();
        (await sealing.Scalar<long>(LastSealed)).ShouldBe(23);
        var report = await sealing.Verify();
        report.IsClean.ShouldBeTrue();
        report.Tenants.Sum(tenant => tenant.Events).ShouldBe(23);
    }

    [Fact]
    public async Task A_paused_one_stays_where_it_is_and_resumed_it_seals_what_it_left()
    {
        await using var database = await Node.Database();
        await using var sealing = await SealedNode.Start(database);
        await sealing.SealSome(rounds: 1);
        var stands = await sealing.Node.Get<ShardDesk>().Pause("HistorySeal", Ct);
        for (var i = 0; i < 10; i++)
            await sealing.Node.Open(Node.Tenant, Rep, 1);
        await Held(sealing.Node, at: stands);
        (await sealing.Scalar<long>(LastSealed)).ShouldBe(stands);

        await sealing.Node.Get<ShardDesk>().Resume("HistorySeal", Ct);
        await sealing.Node.CaughtUp();
        (await sealing.Scalar<long>(LastSealed)).ShouldBe(stands + 20);
        (await sealing.Verify()).IsClean.ShouldBeTrue();
    }

    private static Task Held(Node node, long at) => Eventually.True(async () =>
        (await node.Admin.Status(Ct)).Single() is { State: ShardState.Paused, LagEvents: > 0 } shard && shard.Position == at);
}
