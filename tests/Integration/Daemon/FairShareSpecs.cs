using Npgsql;

namespace SalesEngagement.Integration.Daemon;

/// <summary>Four shards, and nodes that come and go.</summary>
public sealed class FairShareSpecs
{
    // A row for each node that competes: its share. Nodes of one process have one name, but a session each.
    private const string SharesSql = """
        select count(l.pid) from pg_stat_activity a
        left join pg_locks l on l.pid = a.pid and l.locktype = 'advisory' and l.classid = 7302 and l.granted
        where a.datname = current_database() and a.application_name like 'engagement-owner %'
        group by a.pid order by 1
        """;

    private static readonly Guid Rep = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_that_join_get_their_share_those_that_leave_give_it_up_and_every_event_counts_once()
    {
        await using var database = await Node.Database();
        await using var first = await Start(database);
        var (id, raises) = (await first.Open(Node.Tenant, Rep), 0);
        await Shares(4);
        await using var second = await Start(database);
        await Shares(2, 2);
        var third = await Start(database);
        var fourth = await Start(database);
        await Shares(1, 1, 1, 1);
        await third.DisposeAsync();
        await Shares(1, 1, 2);
        await fourth.DisposeAsync();
        await Shares(2, 2);

        await second.CaughtUp();
        (await second.Store.Query(Node.Tenant).Load<TallyPerRep>(Ct, Rep)).ShouldBe(new(Rep, raises, raises));
        (await second.Card(Node.Tenant, id))!.Total.ShouldBe(raises);

        Task Shares(params long[] shares) => Eventually.True(async () =>
        {
            await first.Raise(Node.Tenant, id, Rep, 1);
            raises++;
            return (await Read(database)).SequenceEqual(shares);
        });
    }

    [Fact]
    public async Task A_node_that_comes_again_and_again_gets_its_share_each_time()
    {
        await using var database = await Node.Database();
        await using var first = await Start(database);
        for (var times = 0; times < 4; times++)
        {
            await Eventually.True(async () => await Read(database) is [4]);
            await using var second = await Start(database);
            await Eventually.True(async () => await Read(database) is [2, 2]);
        }
    }

    [Fact]
    public async Task What_a_node_of_another_release_left_is_offered_to_the_next_that_comes()
    {
        await using var database = await Node.Database();
        await using var first = await Start(database);
        await Eventually.True(async () => await Read(database) is [4]);
        await using (await Start(database, [typeof(TallyPerRep)]))
            await Eventually.True(async () => await Read(database) is [1, 3]);

        await using var second = await Start(database);
        await Eventually.True(async () => await Read(database) is [2, 2]);
    }

    // What is given back is left alone three times as long: enough for a node on a busy machine to take it.
    private static Task<Node> Start(TestDatabase database, Type[]? readModels = null) =>
        Node.Start(database, readModels, configure: options => options.TakeOver = TimeSpan.FromMilliseconds(300));

    private static async Task<long[]> Read(TestDatabase database)
    {
        await using var daemon = NpgsqlDataSource.Create(database.Daemon + ";Pooling=false");
        await using var command = daemon.CreateCommand(SharesSql);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var shares = new List<long>();
        while (await reader.ReadAsync(Ct))
            shares.Add(reader.GetInt64(0));
        return [.. shares];
    }
}
