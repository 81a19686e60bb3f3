using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Integration.EventStore;

/// <summary>Streams that were put away.</summary>
public sealed class ArchiveSpecs : IAsyncLifetime
{
    private const string Tenant = "acme";
    private TestStore _store = null!;

    private static CancellationToken Ct => TestStore.Ct;

    public async ValueTask InitializeAsync() => _store = await TestStore.Create();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task an_archived_stream_is_read_as_before_and_takes_no_events()
    {
        var id = await Started();
        await Save(session => session.Archive(id));

        (await _store.Open(Tenant).Fetch<Counter>(id, Ct)).State.ShouldBe(new Counter(1));
        var refused = await Should.ThrowAsync<StreamArchivedException>(() => Save(session => session.Append(id, [new Ticked(2)])));
        refused.StreamId.ShouldBe(id);
        await Should.ThrowAsync<StreamArchivedException>(() => Save(session => session.Append(id, [new Ticked(2), new Ticked(3)], 1)));
        (await _store.Scalar<long>("select count(*) from mt_events where is_archived")).ShouldBe(1);
    }

    [Fact]
    public async Task unarchived_it_goes_on_where_it_was()
    {
        var id = await Started();
        await Save(session => session.Archive(id));
        await Save(session => session.Unarchive(id));
        await Save(session => session.Append(id, [new Ticked(2)], expectedVersion: 1));

        (await _store.Open(Tenant).Fetch<Counter>(id, Ct)).State.ShouldBe(new Counter(2));
        (await _store.Scalar<long>("select count(*) from mt_events where is_archived")).ShouldBe(0);
    }

    [Fact]
    public async Task archiving_again_changes_nothing()
    {
        var id = await Started();
        await Save(session => session.Archive(id));
        var rows = await _store.Scalar<string>("select string_agg(xmin::text, ',') from mt_events");

        await Save(session => session.Archive(id));

        (await _store.Scalar<string>("select string_agg(xmin::text, ',') from mt_events")).ShouldBe(rows);
    }

    [Fact]
    public async Task a_last_event_and_the_archiving_are_one_unit_of_work()
    {
        var id = await Started();

        await Save(session =>
        {
            session.Append(id, [new Ticked(2)]);
            session.Archive(id);
        });

        (await _store.Scalar<long>("select count(*) from mt_events where is_archived")).ShouldBe(2);
        (await _store.Scalar<bool>("select is_archived from mt_streams")).ShouldBeTrue();
    }

    [Fact]
    public async Task another_tenants_stream_cannot_be_archived()
    {
        var id = await Started();
        var session = _store.Open("other");
        session.Archive(id);

        (await Should.ThrowAsync<StreamConflictException>(() => session.Save(Ct))).Actual.ShouldBe(0);

        (await _store.Scalar<long>("select count(*) from mt_events where is_archived")).ShouldBe(0);
    }

    [Fact]
    public async Task the_app_may_change_no_other_column_of_an_event()
    {
        await Started();
        var session = _store.Open(Tenant);
        session.Write("update mt_events set type = 'forged'");

        (await Should.ThrowAsync<Npgsql.PostgresException>(() => session.Save(Ct))).SqlState.ShouldBe("42501");
    }

    private async Task<Guid> Started()
    {
        var id = Guid.CreateVersion7();
        await Save(session => session.Start<Counter>(id, [new Ticked(1)]));
        return id;
    }

    private async Task Save(Action<IEventSession> work)
    {
        var session = _store.Open(Tenant);
        work(session);
        await session.Save(Ct);
    }
}
