using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Subscriptions;

namespace SalesEngagement.Integration.Daemon;

/// <summary>Operators hold shards and let them go, on every node.</summary>
public sealed class HoldSpecs
{
    private static readonly Guid Rep = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_paused_read_model_stays_where_it_is_also_on_another_node_until_it_is_resumed()
    {
        await using var database = await Node.Database();
        var first = await Node.Start(database);
        var id = await first.Open(Node.Tenant, Rep, 1);
        await first.CaughtUp();
        var stands = await first.Get<ShardDesk>().Pause("tallycard", Ct);
        await first.Raise(Node.Tenant, id, Rep, 2);
        await first.DisposeAsync();
        await using var second = await Node.Start(database);
        await Passed(second, "TallyPerRep:All", stands + 1);
        (await Of(second, "TallyCard:All")).ShouldSatisfyAllConditions(
            shard => shard.Position.ShouldBe(stands),
            shard => shard.StopAt.ShouldBe(stands),
            shard => shard.LagEvents.ShouldBe(1));
        await Eventually.True(async () => (await Of(second, "TallyCard:All")).State == ShardState.Paused);
        (await second.Card(Node.Tenant, id))!.Total.ShouldBe(1);

        await second.Get<ShardDesk>().Resume("TallyCard:All", Ct);
        await second.CaughtUp();
        (await second.Card(Node.Tenant, id))!.Total.ShouldBe(3);
    }

    [Fact]
    public async Task One_that_stops_at_a_sequence_processes_exactly_up_to_it()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        await node.CaughtUp();
        await node.Get<ShardDesk>().StopAt("TallyPerRep", 7, Ct);
        await node.Open(Node.Tenant, Rep, [.. Enumerable.Repeat(1, 20)]);
        await Passed(node, "TallyCard:All", 21);
        await Passed(node, "TallyPerRep:All", 7);

        (await Of(node, "TallyPerRep:All")).Position.ShouldBe(7);
        (await node.Store.Query(Node.Tenant).Load<TallyPerRep>(Ct, Rep)).ShouldBe(new(Rep, 6, 6));
    }

    [Fact]
    public async Task An_owner_that_has_not_heard_of_the_hold_is_refused_by_its_checkpoint()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database, configure: options => options.RunShards = false);
        await node.Admin.EnsureTables(Ct);
        await node.Open(Node.Tenant, Rep, 1, 2);
        await node.Get<ShardDesk>().Pause("TallyPerRep", Ct);
        var deaf = node.Get<ShardSet>().All.Single(shard => shard.Name == "TallyPerRep:All");

        await Should.ThrowAsync<ShardHeldException>(() => deaf.Follow(Ct));

        (await node.Store.Query(Node.Tenant).Load<TallyPerRep>(Ct, Rep)).ShouldBeNull();
        await using var daemon = NpgsqlDataSource.Create(database.Daemon);
        await using var release = daemon.CreateCommand("delete from engagement.shard_controls");
        await release.ExecuteNonQueryAsync(Ct);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var follow = deaf.Follow(patience.Token);
        await Eventually.True(async () => await node.Store.Query(Node.Tenant).Load<TallyPerRep>(Ct, Rep) is { Raises: 2 });
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => follow);
    }

    [Fact]
    public async Task A_paused_subscription_begins_no_effect_and_repeats_none_when_resumed()
    {
        await using var database = await Node.Database();
        var steps = new Steps();
        await using var node = await Node.Start(
            database, [typeof(TallyCard)], services => services.AddSingleton<ISubscription>(steps));
        var id = await node.Open(Node.Tenant, Rep, 1, 2);
        await node.CaughtUp();
        await node.Get<ShardDesk>().Pause("Steps", Ct);
        await Eventually.True(async () => (await Of(node, "Steps:All")).State == ShardState.Paused);
        await Eventually.True(() => node.Get<ShardControls>().StopOf("Steps:All") < long.MaxValue);
        var position = await node.Raise(Node.Tenant, id, Rep, 3);
        await Passed(node, "TallyCard:All", position);
        steps.Seen.ShouldBe([1, 2]);

        await node.Get<ShardDesk>().Resume("Steps", Ct);
        await node.CaughtUp();
        steps.Seen.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_shard_that_is_not_there_is_refused_with_the_names_of_those_that_are()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database, [typeof(TallyCard)]);

        (await Should.ThrowAsync<ArgumentException>(() => node.Get<ShardDesk>().Pause("Nothing", Ct)))
            .Message.ShouldContain("TallyCard:All");
    }

    private static async Task<ShardStatus> Of(Node node, string shard) =>
        (await node.Admin.Status(Ct)).Single(status => status.Name == shard);

    private static Task Passed(Node node, string shard, long position) =>
        Eventually.True(async () => (await Of(node, shard)).Position >= position);

    private sealed class Steps : ISubscription
    {
        private readonly List<int> _seen = [];

        public string Name => "Steps";

        public IReadOnlyCollection<Type> EventTypes => [typeof(TallyRaised)];

        public int[] Seen
        {
            get
            {
                lock (_seen)
                    return [.. _seen];
            }
        }

        public Task Handle(Event @event, CancellationToken ct)
        {
            lock (_seen)
                _seen.Add(((TallyRaised)@event.Body).By);
            return Task.CompletedTask;
        }
    }
}
