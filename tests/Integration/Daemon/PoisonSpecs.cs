using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.Integration.Daemon;

public sealed class PoisonSpecs
{
    private static readonly Guid Rep = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_that_cannot_be_folded_is_parked_and_the_others_go_on()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        var bad = await node.Open(Node.Tenant, Rep, 1);
        await node.CaughtUp();
        TallyCard.Broken[bad] = true;
        await node.Raise(Node.Tenant, bad, Rep, 2, 3);
        var good = await node.Open(Node.Tenant, Rep, 7);
        await node.CaughtUp();

        (await node.Card(Node.Tenant, bad))!.Total.ShouldBe(1);
        (await node.Card(Node.Tenant, good))!.Total.ShouldBe(7);
        (await node.Store.Query(Node.Tenant).Load<TallyPerRep>(Ct, Rep))!.Total.ShouldBe(13);
        var letter = (await node.Admin.DeadLetters(Ct)).ShouldHaveSingleItem();
        (letter.Shard, letter.TenantId, letter.StreamId, letter.EventType).ShouldBe(
            ("TallyCard:All", Node.Tenant, bad, "tally_raised"));
        letter.Fault.ShouldBe("FormatException in TallyCard.Apply");
        (await Status(node, "TallyCard:All")).DeadLetters.ShouldBe(1);
    }

    [Fact]
    public async Task A_replay_catches_a_parked_stream_up_and_one_that_still_fails_stays_parked()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        var id = await node.Open(Node.Tenant, Rep, 1);
        await node.CaughtUp();
        TallyCard.Broken[id] = true;
        await node.Raise(Node.Tenant, id, Rep, 2, 3);
        await node.CaughtUp();

        (await node.Admin.Replay("TallyCard:All", null, null, Ct)).ShouldBe(1);
        await Eventually.True(async () => (await node.Admin.DeadLetters(Ct)) is [{ Attempts: 2, ReplayRequested: false }]);
        TallyCard.Broken.TryRemove(id, out _);
        await node.Raise(Node.Tenant, id, Rep, 4);
        await node.CaughtUp();
        (await node.Card(Node.Tenant, id))!.Total.ShouldBe(1);
        await node.Admin.Replay(null, Node.Tenant, id, Ct);
        await Eventually.True(async () => (await node.Admin.DeadLetters(Ct)).Count == 0);
        await node.Raise(Node.Tenant, id, Rep, 5);
        await node.CaughtUp();

        (await node.Card(Node.Tenant, id))!.Steps.ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task A_rebuild_takes_parked_streams_up_again_and_parks_those_that_still_fail()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        var healed = await node.Open(Node.Tenant, Rep, 1);
        var ill = await node.Open(Node.Tenant, Rep, 1);
        await node.CaughtUp();
        TallyCard.Broken[healed] = TallyCard.Broken[ill] = true;
        await node.Raise(Node.Tenant, healed, Rep, 2);
        await node.Raise(Node.Tenant, ill, Rep, 2);
        await node.CaughtUp();
        TallyCard.Broken.TryRemove(healed, out _);

        await node.Admin.Rebuild("TallyCard", tenantId: null, progress: null, Ct);
        await node.Raise(Node.Tenant, healed, Rep, 3);
        await node.CaughtUp();

        (await node.Card(Node.Tenant, healed))!.Steps.ShouldBe([1, 2, 3]);
        (await node.Card(Node.Tenant, ill))!.Steps.ShouldBeEmpty();
        (await node.Admin.DeadLetters(Ct)).ShouldHaveSingleItem().StreamId.ShouldBe(ill);
    }

    [Fact]
    public async Task A_row_that_the_database_refuses_parks_its_stream_only()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        var good = await node.Open(Node.Tenant, Rep, 1, 2);
        var bad = await node.Open(Node.Tenant, Rep, 3, 666, 4);
        var later = await node.Open(Node.Tenant, Rep, 5);
        await node.CaughtUp();

        var lines = await node.Store.Query(Node.Tenant).Query<TallyLine>("select * from read.tally_line", Ct);
        lines.Count(line => line.TallyId == good).ShouldBe(3);
        lines.Count(line => line.TallyId == bad).ShouldBe(2);
        lines.Count(line => line.TallyId == later).ShouldBe(2);
        var letter = (await node.Admin.DeadLetters(Ct)).ShouldHaveSingleItem();
        (letter.Shard, letter.StreamId).ShouldBe(("TallyLine:All", bad));
        letter.Fault.ShouldStartWith("PostgresException 22021");
        (await node.Card(Node.Tenant, bad))!.Total.ShouldBe(673);
    }

    private static async Task<ShardStatus> Status(Node node, string shard) =>
        (await node.Admin.Status(Ct)).Single(status => status.Name == shard);
}
