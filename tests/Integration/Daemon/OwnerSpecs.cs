using Npgsql;

namespace SalesEngagement.Integration.Daemon;

/// <summary>That an event counts once rests on the checkpoint, not on the lock: here two owners run one shard at once.</summary>
public sealed class OwnerSpecs
{
    private const string CheckNothing = """
        create or replace function engagement.move_checkpoint(shard text, known bigint, reached bigint) returns void
        language sql as 'update engagement.checkpoints c set position = reached where c.shard = move_checkpoint.shard'
        """;

    private static readonly Guid Rep = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_two_owners_at_once_process_is_applied_once()
    {
        await using var database = await Node.Database();
        await using var first = await LawlessNode(database);
        await using var second = await LawlessNode(database);
        await using var one = new LawlessOwner(first);
        await using var other = new LawlessOwner(second);
        var raises = 0;
        await Eventually.True(async () =>
        {
            await first.Open(Node.Tenant, Rep, 1, 1);
            raises += 2;
            return one.Met + other.Met >= 5;
        });
        await Eventually.True(async () =>
            (await first.Admin.Status(Ct)).Single(shard => shard.Name == LawlessOwner.Shard).LagEvents == 0);

        (await first.Store.Query(Node.Tenant).Load<TallyPerRep>(Ct, Rep)).ShouldBe(new(Rep, raises, raises));
    }

    [Fact]
    public async Task Without_the_compare_and_set_the_same_two_apply_events_twice()
    {
        await using var database = await Node.Database();
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        await using (var broken = owner.CreateCommand(CheckNothing))
            await broken.ExecuteNonQueryAsync(Ct);
        await using var first = await LawlessNode(database, rowsKept: 0);
        await using var second = await LawlessNode(database, rowsKept: 0);
        await using var one = new LawlessOwner(first);
        await using var other = new LawlessOwner(second);

        var raises = 0;
        await Eventually.True(async () =>
        {
            await first.Open(Node.Tenant, Rep, 1, 1);
            raises += 2;
            return (await first.Store.Query(Node.Tenant).Load<TallyPerRep>(Ct, Rep))?.Raises > raises;
        });
    }

    [Fact]
    public async Task A_shard_goes_over_to_another_node_when_its_owner_ends()
    {
        await using var database = await Node.Database();
        var first = await Node.Start(database);
        await first.Open(Node.Tenant, Rep, 1);
        await first.CaughtUp();
        await using var second = await Node.Start(database);
        await first.DisposeAsync();

        await second.Open(Node.Tenant, Rep, 2);
        await second.CaughtUp();

        (await second.Store.Query(Node.Tenant).Load<TallyPerRep>(Ct, Rep)).ShouldBe(new(Rep, 2, 3));
    }

    private static async Task<Node> LawlessNode(TestDatabase database, int rowsKept = 100)
    {
        var node = await Node.Start(database, configure: options => (options.RunShards, options.RowsKept) = (false, rowsKept));
        await node.Admin.EnsureTables(Ct);
        return node;
    }
}
