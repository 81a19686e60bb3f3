using Npgsql;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Integration.EventStore;

public sealed class AppendSpecs : IAsyncLifetime
{
    private const string Tenant = "acme";
    private TestStore _store = null!;

    private static CancellationToken Ct => TestStore.Ct;

    public async ValueTask InitializeAsync() => _store = await TestStore.Create();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task a_stream_reads_back_as_it_was_written()
    {
        var (id, saved) = await Started(new Ticked(1), new Ticked(2));
        saved.Versions[id].ShouldBe(2);

        var read = await _store.Open(Tenant).Read(id, Ct);
        read.Select(e => (e.Version, e.Body)).ShouldBe([(1, new Ticked(1)), (2, new Ticked(2))]);
        read[^1].Sequence.ShouldBe(saved.Position);
        read[0].Sequence.ShouldBe(saved.Position - 1);
        read[0].ShouldSatisfyAllConditions(
            e => e.TenantId.ShouldBe(Tenant),
            e => e.StreamId.ShouldBe(id),
            e => e.UserName.ShouldBe("user-1"),
            e => e.CorrelationId.ShouldBe("trace-1"),
            e => e.CausationId.ShouldBe("command-1"),
            e => e.Timestamp.Offset.ShouldBe(TimeSpan.Zero));
        (await _store.Scalar<string>("select type || '/' || version from mt_streams")).ShouldBe("counter/2");
    }

    [Fact]
    public async Task a_stream_folds_as_of_any_version()
    {
        var (id, saved) = await Started(new Ticked(10), new Ticked(20), new Ticked(30));
        (await _store.Open(Tenant).Fetch<Counter>(id, Ct)).ShouldBe(new(new Counter(30), 3, saved.Position));
        (await _store.Open(Tenant).FetchAt<Counter>(id, 2, Ct)).ShouldBe(new(new Counter(20), 2, saved.Position - 1));
        (await _store.Open(Tenant).Fetch<Counter>(Guid.CreateVersion7(), Ct)).ShouldBe(new(null, 0, 0));
    }

    [Fact]
    public async Task plain_appends_to_one_stream_queue_and_all_succeed_in_order()
    {
        var (id, _) = await Started(new Ticked(0));
        var returned = new System.Collections.Concurrent.ConcurrentBag<long>();
        await Parallel.ForEachAsync(Enumerable.Range(1, 60), new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (n, ct) =>
        {
            var session = _store.Open(Tenant);
            session.Append(id, [new Ticked(n)]);
            returned.Add((await session.Save(ct)).Versions[id]);
        });

        returned.Order().ShouldBe(Enumerable.Range(2, 60).Select(n => (long)n));
        var events = await _store.Open(Tenant).Read(id, Ct);
        events.Select(e => e.Version).ShouldBe(Enumerable.Range(1, 61).Select(n => (long)n));
        events.Select(e => e.Sequence).ShouldBeInOrder();
        events.Select(e => ((Ticked)e.Body).Number).Order().ShouldBe(Enumerable.Range(0, 61));
    }

    [Fact]
    public async Task of_writers_who_expect_one_version_one_wins_and_the_others_learn_the_real_one()
    {
        var (id, _) = await Started(new Ticked(0), new Ticked(0));
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 8).Select(async n =>
        {
            var session = _store.Open(Tenant);
            session.Append(id, [new Ticked(n)], expectedVersion: 2);
            try
            {
                await session.Save(Ct);
                return null;
            }
            catch (StreamConflictException conflict)
            {
                return conflict;
            }
        }));

        outcomes.Count(outcome => outcome is null).ShouldBe(1);
        outcomes.Where(outcome => outcome is not null).ShouldAllBe(c => c!.StreamId == id && c.Expected == 2 && c.Actual == 3);
    }

    [Fact]
    public async Task starting_an_existing_stream_and_appending_to_a_missing_one_are_conflicts()
    {
        var (id, _) = await Started(new Ticked(0));
        var again = _store.Open(Tenant);
        again.Start<Counter>(id, [new Ticked(1)]);
        var exists = await Should.ThrowAsync<StreamConflictException>(() => again.Save(Ct));
        (exists.Expected, exists.Actual).ShouldBe((0, 1));

        var missing = _store.Open(Tenant);
        missing.Append(Guid.CreateVersion7(), [new Ticked(1)]);
        var nothing = await Should.ThrowAsync<StreamConflictException>(() => missing.Save(Ct));
        (nothing.Expected, nothing.Actual).ShouldBe((null, 0));
    }

    [Fact]
    public async Task rows_and_streams_are_written_together_or_not_at_all()
    {
        await _store.Execute("create table engagement.notes (tenant_id varchar, text varchar); select engagement.protect('engagement.notes')");
        var (old, _) = await Started(new Ticked(0));
        var fresh = Guid.CreateVersion7();

        var fails = Session(fresh, old, expected: 7);
        await Should.ThrowAsync<StreamConflictException>(() => fails.Save(Ct));
        (await _store.Scalar<long>("select count(*) from engagement.notes")).ShouldBe(0);
        (await _store.Open(Tenant).Fetch<Counter>(fresh, Ct)).Version.ShouldBe(0);

        var works = await Session(fresh, old, expected: 1).Save(Ct);
        works.Versions.ShouldBe(new Dictionary<Guid, long> { [fresh] = 2, [old] = 2 }, ignoreOrder: true);
        (await _store.Scalar<long>("select count(*) from engagement.notes")).ShouldBe(1);
    }

    [Fact]
    public async Task units_of_work_over_the_same_streams_never_deadlock()
    {
        var (one, _) = await Started(new Ticked(0));
        var (other, _) = await Started(new Ticked(0));
        await Parallel.ForEachAsync(Enumerable.Range(0, 40), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (n, ct) =>
        {
            var session = _store.Open(Tenant);
            foreach (var id in n % 2 == 0 ? new[] { one, other } : [other, one])
                session.Append(id, [new Ticked(n)]);
            await session.Save(ct);
        });
        (await _store.Open(Tenant).Fetch<Counter>(other, Ct)).Version.ShouldBe(41);
    }

    [Fact]
    public async Task facts_nobody_knows_any_more_are_kept_and_tombstones_skipped()
    {
        var (id, _) = await Started(new Ticked(1), new Ticked(2), new Ticked(3));
        await _store.Execute("update mt_events set type = 'long_gone', data = '{\"A\": 1}' where version = 1");
        await _store.Execute("update mt_events set type = 'tombstone', data = '{}', timestamp = '-infinity' where version = 2");

        var read = await _store.Open(Tenant).Read(id, Ct);
        read.Select(e => e.Body).ShouldBe([new UnknownFact("long_gone", "{\"A\": 1}"), new Ticked(3)]);
        (await _store.Open(Tenant).Fetch<Counter>(id, Ct)).State.ShouldBe(new Counter(3));
    }

    [Fact]
    public async Task values_survive_the_way_through_the_store()
    {
        var id = Guid.CreateVersion7();
        var fact = new PersonAdded(new("Zoë \"Z\" \\ 🦓"), [new("work", new("+14155550100")), new("home", new("+4930123"))], Mood.NotAmused, _store.Time.GetUtcNow());
        var session = _store.Open(Tenant);
        session.Start<Person>(id, [fact]);
        await session.Save(Ct);

        var read = (PersonAdded)(await _store.Open(Tenant).Read(id, Ct))[0].Body;
        read.Name.ShouldBe(fact.Name);
        read.Reaches.ShouldBe(fact.Reaches);
        (read.Mood, read.AddedAt).ShouldBe((fact.Mood, fact.AddedAt));
        (await _store.Scalar<string>("select data->>'Mood' from mt_events")).ShouldBe("NotAmused");
        (await _store.Scalar<string>("select mt_dotnet_type from mt_events")).ShouldBe($"{typeof(PersonAdded).FullName}, SalesEngagement.Integration");
    }

    private IEventSession Session(Guid fresh, Guid old, long expected)
    {
        var session = _store.Open(Tenant);
        session.Write("insert into engagement.notes values ($1, 'x')", new NpgsqlParameter { Value = Tenant });
        session.Start<Counter>(fresh, [new Ticked(1), new Ticked(2)]);
        session.Append(old, [new Ticked(1)], expected);
        return session;
    }

    private async Task<(Guid Id, SaveResult Saved)> Started(params object[] facts)
    {
        var id = Guid.CreateVersion7();
        var session = _store.Open(Tenant);
        session.Start<Counter>(id, facts);
        return (id, await session.Save(Ct));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task headers_are_stored_beside_every_event(int events)
    {
        await using var store = await TestStore.Create();
        var (tenant, id) = (Guid.CreateVersion7().ToString(), Guid.CreateVersion7());
        var session = store.Store.Open(tenant, TestStore.By with { Headers = new Dictionary<string, string> { ["import"] = "7" } });
        session.Start<Counter>(id, [.. Enumerable.Range(1, events).Select(n => new Ticked(n))]);
        await session.Save(TestStore.Ct);

        var read = await store.Open(tenant).Read(id, TestStore.Ct);

        read.Count.ShouldBe(events);
        read.ShouldAllBe(e => e.Headers!["import"] == "7");
    }

    [Fact]
    public async Task without_headers_there_are_none()
    {
        await using var store = await TestStore.Create();
        var (tenant, id) = (Guid.CreateVersion7().ToString(), Guid.CreateVersion7());
        var session = store.Open(tenant);
        session.Start<Counter>(id, [new Ticked(1)]);
        await session.Save(TestStore.Ct);

        (await store.Open(tenant).Read(id, TestStore.Ct))[0].Headers.ShouldBeNull();
        (await store.Scalar<bool>("select headers is null from mt_events")).ShouldBeTrue();
    }
}
