using Npgsql;
using SalesEngagement.EventStore.Rebuild;

namespace SalesEngagement.Integration.Daemon;

/// <summary>What operators may do with rebuilds: break off, go on, go back, look first.</summary>
public sealed class RebuildControlSpecs
{
    private static readonly string[] Several = ["TallyCard", "TallyPerRep", "TallyLine"];

    private static readonly Guid Rep = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rebuild_that_was_killed_goes_on_where_it_was_and_from_the_start_when_asked()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        var before = await node.Open(Node.Tenant, Rep, 1, 2);
        await node.CaughtUp();
        await BreakOff(node);
        var after = await node.Open(Node.Tenant, Rep, 3);
        await node.CaughtUp();
        await Execute(database, "update read.tally_card__next set total = total + 1000");

        await node.Admin.Rebuild("TallyCard", tenantId: null, progress: null, Ct);

        // What it had written before was not written again.
        (await node.Card(Node.Tenant, before))!.Total.ShouldBe(1003);
        (await node.Card(Node.Tenant, after))!.Total.ShouldBe(3);
        await BreakOff(node);
        await node.Admin.Rebuild("TallyCard", tenantId: null, progress: null, Ct, new(Restart: true));
        (await node.Card(Node.Tenant, before))!.Total.ShouldBe(3);
    }

    [Fact]
    public async Task Switching_back_makes_the_old_table_live_at_once_and_it_catches_up()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        var id = await node.Open(Node.Tenant, Rep, 1);
        await node.CaughtUp();
        await node.Admin.Rebuild("TallyCard", tenantId: null, progress: null, Ct);
        await Execute(database, "update read.tally_card set total = 1000");
        await node.Raise(Node.Tenant, id, Rep, 2);
        await node.CaughtUp();

        await node.Admin.SwitchBack("TallyCard", Ct);
        await node.Raise(Node.Tenant, id, Rep, 4);
        await node.CaughtUp();

        (await node.Card(Node.Tenant, id))!.Steps.ShouldBe([1, 2, 4]);
        (await node.Card(Node.Tenant, id))!.Total.ShouldBe(7);
        await node.Admin.SwitchBack("TallyCard", Ct);
        await node.CaughtUp();
        (await node.Card(Node.Tenant, id))!.Total.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task Without_a_previous_table_nothing_is_switched_back_and_the_refusal_says_why()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        await node.CaughtUp();

        (await Should.ThrowAsync<NoPreviousTableException>(() => node.Admin.SwitchBack("TallyCard", Ct)))
            .Message.ShouldContain("No previous table of TallyCard is kept");
    }

    [Fact]
    public async Task The_table_of_another_release_is_not_switched_back_to_by_this_one()
    {
        await using var database = await Node.Database();
        await using (var old = await Node.Start(database))
        {
            await old.Open(Node.Tenant, Rep, 1);
            await old.CaughtUp();
        }

        await using var node = await Node.Start(database, [typeof(NextRelease.TallyCard)]);
        await node.CaughtUp();

        (await Should.ThrowAsync<NoPreviousTableException>(() => node.Admin.SwitchBack("TallyCard", Ct)))
            .Message.ShouldContain("version 1");
    }

    [Fact]
    public async Task Several_read_models_are_rebuilt_at_once_at_the_pace_asked_for()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        var id = await node.Open(Node.Tenant, Rep, [.. Enumerable.Repeat(1, 60)]);
        await node.CaughtUp();
        var started = TimeProvider.System.GetTimestamp();

        await Task.WhenAll(Several.Select(name => node.Admin.Rebuild(name, tenantId: null, progress: null, Ct, new(EventsPerSecond: 50))));

        TimeProvider.System.GetElapsedTime(started).TotalSeconds.ShouldBeGreaterThan(1);
        await node.CaughtUp();
        (await node.Card(Node.Tenant, id))!.Total.ShouldBe(60);
        (await node.Store.Query(Node.Tenant).Load<TallyPerRep>(Ct, Rep)).ShouldBe(new(Rep, 60, 60));
    }

    [Fact]
    public async Task The_difference_to_a_rebuild_is_told_by_column_and_key_and_nothing_is_left_behind()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        var damaged = await node.Open(Node.Tenant, Rep, 1);
        var lost = await node.Open(Node.Tenant, Rep, 1);
        await node.Open(Node.OtherTenant, Rep, 1);
        await node.CaughtUp();
        (await node.Admin.Diff("TallyCard", progress: null, Ct)).IsNone.ShouldBeTrue();
        (await node.Admin.Diff("TallyLine", progress: null, Ct)).IsNone.ShouldBeTrue("a column of instants is the same column");
        await Execute(
            database,
            $"update read.tally_card set total = 7, owner = 'Somebody' where id = '{damaged}'; delete from read.tally_card where id = '{lost}'");

        var diff = await node.Admin.Diff("TallyCard", progress: null, Ct);

        (diff.Same, diff.Changed, diff.OnlyLive, diff.OnlyCandidate).ShouldBe((1, 1, 0, 1));
        diff.Columns.Where(column => column.Rows > 0).Select(column => column.Column).ShouldBe(["owner", "total"]);
        diff.Examples.ShouldBe([$"{damaged}", $"{lost}"], ignoreOrder: true);
        (await node.Card(Node.Tenant, damaged))!.Total.ShouldBe(7);
        await Execute(database, "create table read.tally_card__candidate (nothing int)");
    }

    [Fact]
    public async Task The_next_release_s_columns_are_told_before_it_is_deployed()
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database);
        await node.Open(Node.Tenant, Rep, 1);
        await node.CaughtUp();
        await using var next = await Node.Start(database, [typeof(NextRelease.TallyCard)], configure: options => options.RunShards = false);

        var diff = await next.Admin.Diff("TallyCard", progress: null, Ct);

        diff.Added.ShouldBe(["double_total"]);
        diff.Gone.ShouldBe(["owner", "total", "is_closed", "steps"]);
        (diff.Same, diff.Changed).ShouldBe((1, 0));
    }

    private static async Task BreakOff(Node node)
    {
        using var kill = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            node.Admin.Rebuild("TallyCard", tenantId: null, new Killer(kill), kill.Token, new(Restart: true)));
    }

    private static async Task Execute(TestDatabase database, string sql)
    {
        await using var daemon = NpgsqlDataSource.Create(database.Daemon);
        await using var command = daemon.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>Ends a rebuild once everything is written and before it switches.</summary>
    private sealed class Killer(CancellationTokenSource kill) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value)
        {
            if (value.Done == value.Total)
                kill.Cancel();
        }
    }
}
