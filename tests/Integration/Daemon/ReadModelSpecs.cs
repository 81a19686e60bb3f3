using Npgsql;

namespace SalesEngagement.Integration.Daemon;

public sealed class ReadModelSpecs
{
    private static readonly Guid Rep = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_of_a_stream_become_its_row_and_those_of_a_key_the_key_s()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        var first = await node.Open(Node.Tenant, Rep, 1, 2, 3);
        var second = await node.Open(Node.Tenant, Rep, 10);
        var position = await node.Raise(Node.Tenant, first, Rep, 4);

        (await node.Store.WaitFor<TallyCard>(position, TimeSpan.FromSeconds(20), Ct)).ShouldBeTrue();
        (await node.Store.WaitFor<TallyPerRep>(position, TimeSpan.FromSeconds(20), Ct)).ShouldBeTrue();
        (await node.Store.WaitFor<TallyLine>(position, TimeSpan.FromSeconds(20), Ct)).ShouldBeTrue();

        var card = (await node.Card(Node.Tenant, first))!;
        (card.Owner, card.Total, card.IsClosed).ShouldBe((new Nickname("Nick"), 10, false));
        card.Steps.ShouldBe([1, 2, 3, 4]);
        (await node.Card(Node.Tenant, second))!.Total.ShouldBe(10);
        (await node.Store.Query(Node.Tenant).Load<TallyPerRep>(Ct, Rep)).ShouldBe(new(Rep, 5, 20));
        var lines = await node.Store.Query(Node.Tenant).Query<TallyLine>("select * from read.tally_line order by as_of", Ct);
        lines.Select(line => line.What).ShouldBe(["opened", "raised", "raised", "raised", "opened", "raised", "raised"]);
    }

    [Fact]
    public async Task A_row_goes_when_its_fold_gives_none_and_comes_back_by_no_later_event()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        var closed = await node.Open(Node.Tenant, Rep, 1);
        var open = await node.Open(Node.Tenant, Rep, 1);
        await node.CaughtUp();
        (await node.Store.Query(Node.Tenant).Load<OpenTally>(Ct, closed)).ShouldNotBeNull();
        var session = node.Store.Open(Node.Tenant, new("test"));
        session.Append(closed, [new TallyClosed(Rep), new TallyRaised(Rep, 1)]);
        await session.Save(Ct);
        await node.CaughtUp();

        (await node.Store.Query(Node.Tenant).Load<OpenTally>(Ct, closed)).ShouldBeNull();
        (await node.Store.Query(Node.Tenant).Load<OpenTally>(Ct, open)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_tenant_sees_its_rows_only_and_the_app_may_write_none()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        var mine = await node.Open(Node.Tenant, Rep, 1);
        await node.Open(Node.OtherTenant, Rep, 5);
        await node.CaughtUp();

        (await node.Store.Query(Node.OtherTenant).Load<TallyCard>(Ct, mine)).ShouldBeNull();
        (await node.Store.Query(Node.Tenant).Load<TallyPerRep>(Ct, Rep))!.Total.ShouldBe(1);
        var all = node.Store.Query(Node.Tenant).Query<TallyLine>("delete from read.tally_line returning *", Ct);
        (await Should.ThrowAsync<PostgresException>(all)).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        await using var app = NpgsqlDataSource.Create(database.Main);
        await using var bare = app.CreateCommand("select count(*) from read.tally_card");
        await Should.ThrowAsync<PostgresException>(() => bare.ExecuteScalarAsync(Ct));
    }

    [Fact]
    public async Task A_read_model_of_a_newer_version_is_built_beside_the_old_one_at_deployment()
    {
        await using var database = await Node.Database();
        await using var old = await Node.Start(database);
        var id = await old.Open(Node.Tenant, Rep, 1, 2);
        await old.CaughtUp();

        await using var next = await Node.Start(database, [typeof(NextRelease.TallyCard)]);
        await next.CaughtUp();
        await next.Raise(Node.Tenant, id, Rep, 4);
        await next.CaughtUp();

        (await next.Store.Query(Node.Tenant).Load<NextRelease.TallyCard>(Ct, id)).ShouldBe(new(id, 14));
        next.Admin.List().ShouldHaveSingleItem().Shard.ShouldBe("TallyCard:V2:All");
    }

    [Fact]
    public async Task An_unknown_read_model_is_named_with_those_there_are()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);

        var refused = await Should.ThrowAsync<ArgumentException>(() => node.Admin.Rebuild("Nothing", null, null, Ct));

        refused.Message.ShouldContain("OpenTally, TallyCard, TallyLine, TallyPerRep");
    }
}
