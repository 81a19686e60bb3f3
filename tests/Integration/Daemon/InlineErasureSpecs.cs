using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.Integration.Daemon;

public sealed class InlineErasureSpecs
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task an_erasure_clears_the_row_and_later_saves_leave_it_so()
    {
        await using var database = await Node.Database();
        await using var node = await InlineRig.WithShards(database, typeof(TallyNow));
        var (id, other) = (await node.Start(Node.Tenant, "Nick", 1), await node.Start(Node.Tenant, "Nora", 1));

        await Erase(node, id);

        (await node.Now(id))!.ShouldSatisfyAllConditions(row => row.Owner.ShouldBe(Nickname.Erased), row => row.Total.ShouldBe(1));
        (await node.Now(other))!.Owner.ShouldBe(new("Nora"));
        await node.Append(id, new TallyRaised(InlineRig.Rep, 2));
        (await node.Now(id))!.ShouldSatisfyAllConditions(row => row.Owner.ShouldBe(Nickname.Erased), row => row.Total.ShouldBe(3));
    }

    [Theory]
    [InlineData(true, "erased")]
    [InlineData(false, "Nick")]
    public async Task who_read_a_person_before_its_erasure_does_not_bring_it_back_unless_the_door_asks_nothing(bool hasDoor, string name)
    {
        await using var database = await Node.Database();
        await using var node = await InlineRig.WithShards(database, typeof(TallyNow));
        var id = await node.Start(Node.Tenant, "Nick", 1);
        if (!hasDoor)
            await database.Execute(InlineRig.OpenDoor);
        var session = node.Store.Open(Node.Tenant, new("test"));
        session.Append(id, [new TallyRaised(InlineRig.Rep, 2)], (await session.Fetch<TallyCard>(id, Ct)).Version);

        await Erase(node, id);
        await session.Save(Ct);

        (await node.Now(id))!.ShouldSatisfyAllConditions(row => row.Owner.ShouldBe(new(name)), row => row.Total.ShouldBe(3));
    }

    [Fact]
    public async Task what_a_save_writes_beside_it_writes_once_though_it_was_tried_again()
    {
        await using var database = await Node.Database();
        await using var node = await InlineRig.WithShards(database, typeof(TallyNow));
        var (erased, id) = (await node.Start(Node.Tenant, "Nick"), await node.Start(Node.Tenant, "Nora", 1));
        await database.Execute("create table engagement.notes (tenant_id varchar, text varchar); select engagement.protect('engagement.notes')");
        var session = node.Store.Open(Node.Tenant, new("test"));
        session.Write("insert into engagement.notes values ($1, 'once')", new Npgsql.NpgsqlParameter { Value = Node.Tenant });
        session.Append(id, [new TallyRaised(InlineRig.Rep, 2)], (await session.Fetch<TallyCard>(id, Ct)).Version);

        await Erase(node, erased);
        await session.Save(Ct);

        await node.ShouldAgree(id);
        (await database.Scalar<long>("select count(*) from engagement.notes")).ShouldBe(1);
    }

    [Fact]
    public async Task the_end_of_a_tenant_leaves_no_row()
    {
        await using var database = await Node.Database();
        await using var node = await InlineRig.WithShards(database, typeof(TallyNow), typeof(TallyEntry));
        var id = await node.Start(Node.Tenant, "Nick", 1);
        var other = await node.Start(Node.OtherTenant, "Nora", 1);
        var session = node.Store.Open(Node.Tenant, new("test"));
        session.Append(id, [new TallyRaised(InlineRig.Rep, 2)], (await session.Fetch<TallyCard>(id, Ct)).Version);

        await node.Get<IPrivacy>().OffBoard(Node.Tenant, Ct);
        await Eventually.True(async () => (await node.Get<IPrivacy>().OffBoardingOf(Node.Tenant, Ct))!.PurgedAt is not null);

        await Should.ThrowAsync<TenantOffBoardedException>(() => session.Save(Ct));
        foreach (var table in new[] { "tally_now", "tally_entry" })
            (await database.Scalar<long>($"select count(*) from read.{table} where tenant_id = '{Node.Tenant}'")).ShouldBe(0, table);
        (await node.Now(other, Node.OtherTenant))!.Owner.ShouldBe(new("Nora"));
    }

    private static async Task Erase(Node node, Guid id)
    {
        await node.Get<IPrivacy>().Erase(Node.Tenant, $"{id}", Ct);
        await Eventually.True(async () => (await node.Get<IPrivacy>().ErasureOf(Node.Tenant, $"{id}", Ct))!.PurgedAt is not null);
    }
}
