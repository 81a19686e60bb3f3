using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Rebuild;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Integration.Daemon;

public sealed class InlineSpecs : IAsyncLifetime
{
    private static readonly Guid Rep = InlineRig.Rep;
    private TestDatabase _database = null!;
    private Node _node = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await Node.Database();
        _node = await InlineRig.WithoutShards(_database, typeof(TallyNow), typeof(TallyEntry));
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task a_row_is_written_in_the_transaction_of_its_events_and_says_which_one_changed_it_last()
    {
        var id = await _node.Start(Node.Tenant, "Nick", 1, 2);
        await _node.ShouldAgree(id);
        (await _database.Scalar<bool>("select r.xmin = e.xmin and r.as_of = e.seq_id from read.tally_now r join mt_events e on e.version = 3")).ShouldBeTrue();

        await _node.Append(id, new TallyRaised(Rep, 5), new TallyRaised(Rep, 0));
        await _node.ShouldAgree(id);
        (await _node.Now(id))!.Total.ShouldBe(8);
        (await _database.Scalar<bool>("select r.xmin = e.xmin and r.as_of = e.seq_id from read.tally_now r join mt_events e on e.version = 4")).ShouldBeTrue();
        (await _node.Store.WaitFor<TallyNow>(long.MaxValue, TimeSpan.Zero, Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task an_event_that_changes_nothing_writes_nothing_and_a_row_goes_when_its_fold_ends()
    {
        var id = await _node.Start(Node.Tenant, "Nick", 1);
        var before = await _database.Scalar<string>("select xmin::text from read.tally_now");
        await _node.Append(id, new TallyRaised(Rep, 0));
        (await _database.Scalar<string>("select xmin::text from read.tally_now")).ShouldBe(before);

        await _node.Append(id, new TallyClosed(Rep));
        (await _node.Now(id)).ShouldBeNull();
        await _node.ShouldAgree(id);
    }

    [Fact]
    public async Task every_event_can_have_a_row_of_its_own()
    {
        var id = await _node.Start(Node.Tenant, "Nick", 1);
        await _node.Append(id, new TallyRaised(Rep, 2), new TallyRaised(Rep, 3));

        var rows = await _node.Store.Query(Node.Tenant).Query<TallyEntry>("select * from read.tally_entry order by version", Ct);
        rows.Select(row => (row.TallyId, row.Version, row.By, row.UserName)).ShouldBe([(id, 2L, 1, "test"), (id, 3L, 2, "test"), (id, 4L, 3, "test")]);
        (await _database.Scalar<long>("select count(*) from read.tally_entry r join mt_events e on e.seq_id = r.as_of and e.id = r.id")).ShouldBe(3);
    }

    [Theory]
    [InlineData(7, 0, 1)]
    [InlineData(2, 2, 4)]
    public async Task what_is_rolled_back_leaves_no_row_and_what_is_saved_does(long expected, int rows, int total)
    {
        var old = await _node.Start(Node.Tenant, "Nick", 1);
        var session = _node.Store.Open(Node.Tenant, new("test"));
        Guid[] fresh = [Guid.CreateVersion7(), new([.. Guid.CreateVersion7().ToByteArray().Reverse()])];
        foreach (var id in fresh)
            session.Start<TallyCard>(id, [new TallyOpened(new("New"), Rep)]);
        session.Append(old, [new TallyRaised(Rep, 3)], expected);

        var failure = await Record.ExceptionAsync(() => session.Save(Ct));

        (failure is StreamConflictException).ShouldBe(rows == 0);
        (await _database.Scalar<long>("select count(*) from read.tally_now where owner = 'New'")).ShouldBe(rows);
        (await _node.Now(old))!.Total.ShouldBe(total);
        await _node.ShouldAgree(old);
    }

    [Fact]
    public async Task however_many_append_at_once_no_update_is_lost()
    {
        var id = await _node.Start(Node.Tenant);
        await using var twin = await InlineRig.WithoutShards(_database, typeof(TallyNow), typeof(TallyEntry));
        await Parallel.ForEachAsync(Enumerable.Range(0, 60), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (n, _) =>
            await (n % 2 == 0 ? _node : twin).Append(id, new TallyRaised(Rep, 1 + (n % 3))));

        (await _node.Now(id))!.Steps.Count.ShouldBe(60);
        await _node.ShouldAgree(id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task of_two_who_decided_at_one_version_the_second_writes_no_row_unless_nobody_checks(bool isChecked)
    {
        var id = await _node.Start(Node.Tenant);
        if (!isChecked)
            await _database.Execute(InlineRig.NoVersions);
        IEventSession[] sessions = [_node.Store.Open(Node.Tenant, new("test")), _node.Store.Open(Node.Tenant, new("test"))];
        foreach (var session in sessions)
            session.Append(id, [new TallyRaised(Rep, 1)], (await session.Fetch<TallyCard>(id, Ct)).Version);

        await sessions[0].Save(Ct);
        var failure = await Record.ExceptionAsync(() => sessions[1].Save(Ct));

        (failure is StreamConflictException).ShouldBe(isChecked);
        ((await _node.Now(id))!.Total == (await _node.Folded(id))!.Total).ShouldBe(isChecked);
    }

    [Fact]
    public async Task who_does_not_say_which_version_he_expects_is_refused_by_the_stream_s_name()
    {
        var id = await _node.Start(Node.Tenant, "Nick", 1);
        var session = _node.Store.Open(Node.Tenant, new("test"));
        session.Append(id, [new TallyRaised(Rep, 1)]);

        (await Should.ThrowAsync<InvalidOperationException>(() => session.Save(Ct))).Message.ShouldContain($"{id}");
        await using var without = await InlineRig.WithoutShards(_database, typeof(TallyCard));
        await without.Raise(Node.Tenant, id, Rep, 0);
    }

    [Fact]
    public async Task a_session_that_read_only_a_part_or_nothing_still_writes_the_whole_fold()
    {
        var id = await _node.Start(Node.Tenant, "Nick", 1, 2, 4);
        var session = _node.Store.Open(Node.Tenant, new("test"));
        await session.FetchAt<TallyCard>(id, 2, Ct);
        await session.FetchAsOf<TallyCard>(id, DateTimeOffset.UnixEpoch, Ct);
        session.Append(id, [new TallyRaised(Rep, 8)], expectedVersion: 4);
        await session.Save(Ct);
        (await _node.Now(id))!.Total.ShouldBe(15);

        session.Append(id, [new TallyRaised(Rep, 16)], expectedVersion: 5);
        await session.Save(Ct);
        (await _node.Now(id))!.Total.ShouldBe(31);
    }

    [Fact]
    public async Task the_other_tenant_sees_no_row_and_can_write_none()
    {
        var id = await _node.Start(Node.Tenant);
        (await _node.Now(id, Node.OtherTenant)).ShouldBeNull();
        var theirs = _node.Store.Open(Node.OtherTenant, new("test"));
        theirs.Append(id, [new TallyRaised(Rep, 1)], expectedVersion: 1);
        await Should.ThrowAsync<StreamConflictException>(() => theirs.Save(Ct));
        (await _node.Now(id))!.Total.ShouldBe(0);
    }

    [Fact]
    public async Task an_archived_stream_keeps_its_row()
    {
        var id = await _node.Start(Node.Tenant, "Nick", 1);
        var session = _node.Store.Open(Node.Tenant, new("test"));
        session.Archive(id);
        await session.Save(Ct);
        await Should.ThrowAsync<StreamArchivedException>(() => _node.Append(id, new TallyRaised(Rep, 1)));
        (await _node.Now(id))!.Total.ShouldBe(1);
    }

    [Fact]
    public async Task a_fold_that_fails_refuses_the_save()
    {
        var id = await _node.Start(Node.Tenant, "Nick", 1);
        await Should.ThrowAsync<FormatException>(() => _node.Append(id, new TallyRaised(Rep, 13)));
        (await _node.Store.Open(Node.Tenant, new("test")).Read(id, Ct)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task a_fold_cannot_ask_an_unsaved_event_for_its_time_or_sequence()
    {
        await using var node = await InlineRig.WithoutShards(_database, typeof(TallyTimed));
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => node.Start(Node.Tenant));
        failure.Message.ShouldStartWith("Timestamp of an event is not known before it is saved");
        (await _database.Scalar<long>("select count(*) from mt_events")).ShouldBe(0);
    }

    [Fact]
    public async Task a_keyed_model_cannot_be_inline()
    {
        var refused = await Should.ThrowAsync<InvalidOperationException>(() => Node.Start(_database, [typeof(TallyKeyed)]));
        refused.Message.ShouldContain("TallyKeyed is keyed and so cannot be inline");
    }

    [Fact]
    public async Task it_is_shown_for_what_it_is_and_is_neither_paused_nor_switched_back()
    {
        await _node.Start(Node.Tenant, "Nick", 1);
        var status = (await _node.Admin.Status(Ct)).Single(shard => shard.Name == "TallyNow:All");
        (status.Kind, status.State, status.LagEvents, status.LagSeconds, status.Position).ShouldBe((ShardKind.Inline, ShardState.Running, 0, 0, 2));
        _node.Admin.List().ShouldAllBe(model => model.IsInline);
        await Should.ThrowAsync<ArgumentException>(() => _node.Get<ShardDesk>().Pause("TallyNow", Ct));
        await Should.ThrowAsync<NoPreviousTableException>(() => _node.Admin.SwitchBack("TallyNow", Ct));
    }
}
