using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Integration.EventStore;

/// <summary>Streams as they stood at an instant, and units of work of any size.</summary>
public sealed class InstantSpecs : IAsyncLifetime
{
    private const string Tenant = "acme";
    private TestStore _store = null!;

    private static CancellationToken Ct => TestStore.Ct;

    public async ValueTask InitializeAsync() => _store = await TestStore.Create();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task a_stream_folds_as_of_any_instant()
    {
        var id = Guid.CreateVersion7();
        await Save(session => session.Start<Counter>(id, [new Ticked(1)]));
        await Save(session => session.Append(id, [new Ticked(2)]));
        await Save(session => session.Append(id, [new Ticked(3)]));
        var at = (await _store.Open(Tenant).Read(id, Ct)).Select(e => e.Timestamp).ToArray();

        (await AsOf(id, at[0].AddMilliseconds(-1))).ShouldBe(new(null, 0, 0));
        (await AsOf(id, at[1])).State.ShouldBe(new Counter(2));
        (await AsOf(id, at[2].AddTicks(-10))).Version.ShouldBe(2);
        (await AsOf(id, DateTimeOffset.MaxValue)).Version.ShouldBe(3);
    }

    [Fact]
    public async Task a_streams_time_never_goes_back_though_its_writer_began_earlier()
    {
        var id = Guid.CreateVersion7();
        await Save(session => session.Start<Counter>(id, [new Ticked(1)]));
        await _store.Execute("update mt_streams set timestamp = now() + interval '1 hour'");

        await Save(session => session.Append(id, [new Ticked(2)]));
        await Save(session => session.Append(id, [new Ticked(3), new Ticked(4)]));

        var at = (await _store.Open(Tenant).Read(id, Ct)).Select(e => e.Timestamp).ToArray();
        at.ShouldBeInOrder();
        at[1].ShouldBe(at[3]);
        (at[1] - at[0]).ShouldBeGreaterThan(TimeSpan.FromMinutes(59));
    }

    [Fact]
    public async Task many_streams_fold_in_one_round_trip_and_strangers_are_left_out()
    {
        var (one, other, theirs) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await Save(session => session.Start<Counter>(one, [new Ticked(1), new Ticked(2)]));
        await Save(session => session.Start<Counter>(other, [new Ticked(7)]));
        var stranger = _store.Open("other");
        stranger.Start<Counter>(theirs, [new Ticked(9)]);
        await stranger.Save(Ct);

        var states = await _store.Open(Tenant).FetchMany<Counter>([one, other, theirs, Guid.CreateVersion7()], Ct);

        states.ToDictionary(state => state.Key, state => (state.Value.State!.Last, state.Value.Version))
            .ShouldBe(new Dictionary<Guid, (int, long)> { [one] = (2, 2), [other] = (7, 1) }, ignoreOrder: true);
    }

    [Fact]
    public async Task a_unit_of_work_takes_ten_thousand_events_and_not_one_more()
    {
        var (one, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Save(session =>
        {
            session.Start<Counter>(one, [.. Ticks(9_999)]);
            session.Start<Counter>(other, [new Ticked(1)]);
        });
        (await _store.Open(Tenant).Fetch<Counter>(one, Ct)).Version.ShouldBe(9_999);

        await Should.ThrowAsync<InvalidOperationException>(() => Save(session => session.Append(one, [.. Ticks(10_001)])));

        (await _store.Scalar<long>("select count(*) from mt_events")).ShouldBe(10_000);
    }

    private static IEnumerable<object> Ticks(int count) => Enumerable.Range(1, count).Select(n => new Ticked(n));

    private Task<StreamState<Counter>> AsOf(Guid id, DateTimeOffset instant) =>
        _store.Open(Tenant).FetchAsOf<Counter>(id, instant, Ct);

    private async Task Save(Action<IEventSession> work)
    {
        var session = _store.Open(Tenant);
        work(session);
        await session.Save(Ct);
    }
}
