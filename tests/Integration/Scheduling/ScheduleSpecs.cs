using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Scheduling;
using SalesEngagement.Integration.Daemon;

namespace SalesEngagement.Integration.Scheduling;

/// <summary>A message fires once, when it is due, whatever happens to nodes.</summary>
public sealed class ScheduleSpecs : IAsyncLifetime
{
    private const string TakeWithoutLooking = """
        create or replace function engagement.take_scheduled(p_tenant text, p_id uuid) returns void
        language sql as 'delete from engagement.scheduled_messages m where m.tenant_id = p_tenant and m.id = p_id'
        """;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly TravellingTime _time = new();
    private readonly Raisings _raisings = new();
    private TestDatabase _database = null!;
    private Node _node = null!;
    private Guid _tally;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await Node.Database();
        _node = await Start(_raisings);
        _tally = await _node.Open(Node.Tenant, Guid.CreateVersion7());
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task a_message_fires_when_it_is_due_and_not_before()
    {
        await Schedule(_time.GetUtcNow() + Hour);
        (await Messages.Status(Ct)).ShouldBe(new(Pending: 1, Overdue: 0, Parked: 0, OverdueSeconds: 0));
        await Schedule(_time.GetUtcNow(), by: 2);
        await Raised([2]);

        _time.Advance(Hour);

        await Raised([2, 1]);
        (await Messages.Status(Ct)).Pending.ShouldBe(0);
    }

    [Fact]
    public async Task of_two_nodes_one_fires_each_message_once()
    {
        await using var other = await Start(_raisings);
        for (var i = 0; i < 30; i++)
            await Schedule(_time.GetUtcNow());

        await Raised([.. Enumerable.Repeat(1, 30)]);
        _raisings.Seen.Count.ShouldBe(30);
    }

    [Fact]
    public async Task one_cancelled_in_time_never_fires_and_nobody_elses_cancel_counts()
    {
        var (mine, kept) = (await Schedule(_time.GetUtcNow() + Hour), await Schedule(_time.GetUtcNow() + Hour, by: 5));
        await Write(Node.Tenant, session => session.Cancel(mine));
        await Write(Node.OtherTenant, session => session.Cancel(kept));

        _time.Advance(Hour);

        await Raised([5]);
    }

    [Fact]
    public async Task one_id_twice_is_one_message_but_another_tenants_with_that_id_is_another()
    {
        var id = Guid.CreateVersion7();
        var others = await _node.Open(Node.OtherTenant, Guid.CreateVersion7());
        await Schedule(_time.GetUtcNow() + Hour, by: 1, id);
        await Schedule(_time.GetUtcNow() + Hour, by: 2, id);
        await Write(Node.OtherTenant, session => session.Schedule(id, _time.GetUtcNow() + Hour, new RaiseTally(others, 3)));

        _time.Advance(Hour);

        await Raised([1]);
        await Raised([3], Node.OtherTenant, others);
        _raisings.Seen.ShouldBe([(Node.Tenant, id), (Node.OtherTenant, id)], ignoreOrder: true);
    }

    [Fact]
    public async Task what_became_due_during_an_outage_fires_at_once_in_the_order_of_its_time()
    {
        await _node.Stop();
        foreach (var minutes in new[] { 30, 10, 20 })
            await Schedule(_time.GetUtcNow() + TimeSpan.FromMinutes(minutes), minutes);
        _time.Advance(Hour);

        await using var next = await Start(_raisings);

        await Raised([10, 20, 30]);
    }

    [Fact]
    public async Task a_node_that_ends_between_handler_and_commit_leaves_the_message_to_the_next_and_it_counts_once()
    {
        var reached = new TaskCompletionSource();
        _raisings.Before = async ct =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        };
        await Schedule(_time.GetUtcNow());
        await reached.Task.WaitAsync(Ct);
        await _node.Stop();

        await using var next = await Start(new Raisings());

        await Raised([1]);
    }

    [Fact]
    public async Task two_owners_at_once_have_one_effect()
    {
        await using var second = await Start(_raisings, runs: false);
        await using var lawless = new LawlessOwner(second, "Schedule:All");
        await Eventually.True(async () =>
        {
            await Schedule(_time.GetUtcNow());
            return _raisings.Seen.Count > _raisings.Seen.Distinct().Count();
        });
        await Eventually.True(async () => (await Messages.Status(Ct)).Pending == 0);

        (await Raises(Node.Tenant, _tally)).Length.ShouldBe(_raisings.Seen.Distinct().Count());
    }

    [Fact]
    public async Task without_taking_the_message_in_the_same_transaction_two_owners_have_two_effects()
    {
        await using (var owner = Npgsql.NpgsqlDataSource.Create(_database.Owner))
        await using (var broken = owner.CreateCommand(TakeWithoutLooking))
        {
            await broken.ExecuteNonQueryAsync(Ct);
        }

        await using var second = await Start(_raisings, runs: false);
        await using var lawless = new LawlessOwner(second, "Schedule:All");

        await Eventually.True(async () =>
        {
            await Schedule(_time.GetUtcNow());
            return (await Raises(Node.Tenant, _tally)).Length > _raisings.Seen.Distinct().Count();
        });
    }

    [Fact]
    public async Task one_that_keeps_failing_is_parked_lets_others_pass_and_can_be_taken_up_again()
    {
        _raisings.Before = _ => _raisings.Seen.Last().Id == _raisings.Seen.First().Id
            ? throw new FormatException("Not this one.")
            : Task.CompletedTask;
        await Schedule(_time.GetUtcNow(), by: 1);
        await Eventually.True(async () => (await Messages.Status(Ct)).Parked == 1);
        await Schedule(_time.GetUtcNow(), by: 2);
        await Raised([2]);
        _raisings.Seen.Count.ShouldBe(3 + 1); // three tries, and the other
        var parked = (await Messages.Parked(Ct)).ShouldHaveSingleItem();
        (parked.TenantId, parked.Id, parked.Name, parked.Attempts).ShouldBe((Node.Tenant, _raisings.Seen.First().Id, "raise_tally", 3));
        parked.Fault.ShouldStartWith("FormatException");
        parked.Fault.ShouldNotContain("Not this one");

        _raisings.Before = _ => Task.CompletedTask;
        (await Messages.Unpark(Node.OtherTenant, id: null, Ct)).ShouldBe(0);
        (await Messages.Unpark(Node.Tenant, Guid.CreateVersion7(), Ct)).ShouldBe(0);
        (await Messages.Unpark(Node.Tenant, parked.Id, Ct)).ShouldBe(1);
        (await Messages.Unpark(Node.Tenant, parked.Id, Ct)).ShouldBe(0);
        (await Messages.Parked(Ct)).ShouldBeEmpty();

        await Raised([2, 1]);
        (await Messages.Unpark(tenantId: null, id: null, Ct)).ShouldBe(0);
        (await Messages.Status(Ct)).Pending.ShouldBe(0);
        (await Raises(Node.Tenant, _tally)).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task a_message_that_could_hold_personal_data_is_refused_when_the_program_starts()
    {
        var refused = await Should.ThrowAsync<InvalidOperationException>(
            Node.Start(_database, [], services => services.AddScheduling().AddScheduledMessage<Greet, GreetHandler>()));
        refused.Message.ShouldContain("Nickname");
    }

    private ScheduledMessages Messages => _node.Get<ScheduledMessages>();

    private Task<Node> Start(Raisings raisings, bool runs = true) => Node.Start(
        _database,
        readModels: [],
        more: services => services
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton(raisings)
            .AddScheduling()
            .AddScheduledMessage<RaiseTally, RaiseHandler>(),
        configure: options => options.RunShards = runs);

    private async Task<Guid> Schedule(DateTimeOffset at, int by = 1, Guid? id = null)
    {
        var message = id ?? Guid.CreateVersion7();
        await Write(Node.Tenant, session => session.Schedule(message, at, new RaiseTally(_tally, by)));
        return message;
    }

    private async Task Write(string tenant, Action<SalesEngagement.EventStore.Sessions.IEventSession> write)
    {
        var session = _node.Store.Open(tenant, new("test"));
        write(session);
        await session.Save(Ct);
    }

    private Task Raised(int[] by) => Raised(by, Node.Tenant, _tally);

    private async Task Raised(int[] by, string tenant, Guid tally)
    {
        await Eventually.True(async () => (await Raises(tenant, tally)).Length >= by.Length);
        (await Raises(tenant, tally)).ShouldBe(by);
    }

    private async Task<int[]> Raises(string tenant, Guid tally) =>
        [.. (await _node.Store.Open(tenant, new("test")).Read(tally, Ct)).OfType<Event<TallyRaised>>().Select(raised => raised.Data.By)];
}
