using Npgsql;
using SalesEngagement.EventStore.Growth;
using SalesEngagement.EventStore.Schema;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.History;

namespace SalesEngagement.Integration.Growth;

/// <summary>The store's core contract, on event tables that are split by tenant.</summary>
public sealed class PartitionSpecs : IAsyncLifetime
{
    private const int Parts = 5;
    private static readonly Guid Rep = Guid.CreateVersion7();
    private TestDatabase _database = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await Node.Database();
        (await EventPartitioning.Apply(_database.Owner, Parts, Ct)).ShouldBeTrue();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task streams_are_appended_to_in_order_conflicts_are_told_and_tenants_do_not_see_each_other()
    {
        await using var node = await Node.Start(_database, configure: options => options.RunShards = false);
        var id = await node.Open(Node.Tenant, Rep, 1, 2);
        await node.Raise(Node.Tenant, id, Rep, 3);

        (await node.Store.Open(Node.Tenant, new("test")).Read(id, Ct)).Select(e => e.Version).ShouldBe([1L, 2, 3, 4]);
        (await node.Store.Open(Node.OtherTenant, new("test")).Read(id, Ct)).ShouldBeEmpty();
        var late = node.Store.Open(Node.Tenant, new("test"));
        late.Append(id, [new TallyRaised(Rep, 1)], expectedVersion: 2);
        (await Should.ThrowAsync<StreamConflictException>(late.Save(Ct))).Actual.ShouldBe(4);
        await Should.ThrowAsync<StreamConflictException>(node.Raise(Node.OtherTenant, id, Rep, 1));
    }

    [Fact]
    public async Task read_models_pass_gaps_follow_and_are_rebuilt()
    {
        await using var node = await Node.Start(_database);
        await using var app = NpgsqlDataSource.Create(_database.Main);
        var first = await node.Open(Node.Tenant, Rep, 1, 2);
        var rolledBack = await Appender.Begin(app);
        var second = await node.Open(Node.OtherTenant, Rep, 4);
        await rolledBack.RollBack();
        await node.CaughtUp();

        (await node.Card(Node.Tenant, first))!.Total.ShouldBe(3);
        (await node.Card(Node.OtherTenant, second))!.Total.ShouldBe(4);
        await node.Admin.Rebuild(nameof(TallyCard), tenantId: null, progress: null, Ct);
        await node.CaughtUp();
        (await node.Card(Node.Tenant, first))!.Total.ShouldBe(3);
    }

    [Fact]
    public async Task history_is_sealed_verifies_and_tampering_in_a_part_is_found()
    {
        await using var sealing = await SealedNode.Start(_database);
        await sealing.SealSome();
        (await sealing.Verify()).IsClean.ShouldBeTrue();

        await sealing.Tamper("update mt_events set type = 'tally_closed' where seq_id = 2");

        (await sealing.FaultOf(Node.Tenant))!.Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task every_part_is_protected_and_holds_only_its_own_tenants()
    {
        await using (var node = await Node.Start(_database, configure: options => options.RunShards = false))
        {
            await node.Open(Node.Tenant, Rep, 1);
            await using var app = NpgsqlDataSource.Create(_database.Main);
            await SchemaGuard.Check(app, Ct);
            await using var superuser = NpgsqlDataSource.Create(_database.Superuser);
            await using var count = superuser.CreateCommand("select count(distinct tableoid) from mt_events");
            (await count.ExecuteScalarAsync(Ct)).ShouldBe(1L);
        }

        await Should.ThrowAsync<SchemaException>(EventPartitioning.Apply(_database.Owner, Parts + 1, Ct));
        (await EventPartitioning.Apply(_database.Owner, Parts, Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task tables_that_were_used_are_left_alone()
    {
        await using var used = await Node.Database();
        await using (var node = await Node.Start(used, configure: options => options.RunShards = false))
            await node.Open(Node.Tenant, Rep, 1);

        await Should.ThrowAsync<SchemaException>(EventPartitioning.Apply(used.Owner, Parts, Ct));
    }
}
