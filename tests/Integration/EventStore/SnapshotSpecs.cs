using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Integration.EventStore;

/// <summary>Snapshots: a cache that may be emptied, wrong or unreadable, and nobody notices but the clock.</summary>
public sealed class SnapshotSpecs : IAsyncLifetime
{
    private const string Tenant = "acme";
    private TestStore _store = null!;

    private static CancellationToken Ct => TestStore.Ct;

    public async ValueTask InitializeAsync() => _store = await TestStore.Create(options =>
        options.Snapshots = new Dictionary<Type, int> { [typeof(Counter)] = 10, [typeof(Person)] = 10 });

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task a_long_stream_is_folded_from_its_snapshot()
    {
        var id = await Ticked(25);
        (await Fetch<Counter>(id)).ShouldSatisfyAllConditions(s => s.State.ShouldBe(new Counter(25)), s => s.Version.ShouldBe(25));
        (await Versions()).ShouldBe("25");

        await Append(id, new Ticked(26));
        var expected = await Fetch<Counter>(id);

        expected.ShouldSatisfyAllConditions(s => s.State.ShouldBe(new Counter(26)), s => s.Version.ShouldBe(26));
        expected.Position.ShouldBe(await _store.Scalar<long>("select max(seq_id) from mt_events"));
        (await Versions()).ShouldBe("25");
    }

    [Fact]
    public async Task events_below_the_snapshot_are_not_read_again()
    {
        var id = await Ticked(10);
        await Fetch<Counter>(id);
        await _store.Execute("update mt_events set data = '\"broken\"'");

        (await Fetch<Counter>(id)).State.ShouldBe(new Counter(10));
        await Should.ThrowAsync<Exception>(() => _store.Open(Tenant).FetchAt<Counter>(id, 10, Ct));
    }

    [Theory]
    [InlineData("delete from engagement.snapshots")]
    [InlineData("update engagement.snapshots set data = '\\x00'")]
    [InlineData("update engagement.snapshots set code = gen_random_uuid(), data = convert_to('{\"Last\":666}', 'UTF8')")]
    public async Task without_a_usable_snapshot_the_stream_is_folded_from_its_start(string harm)
    {
        var id = await Ticked(12);
        await Fetch<Counter>(id);
        (await _store.Execute(harm)).ShouldBe(1);

        (await Fetch<Counter>(id)).State.ShouldBe(new Counter(12));
    }

    [Fact]
    public async Task a_wrong_snapshot_would_be_seen()
    {
        var id = await Ticked(12);
        await Fetch<Counter>(id);
        await _store.Execute("update engagement.snapshots set data = convert_to('{\"Last\":666}', 'UTF8')");

        (await Fetch<Counter>(id)).State.ShouldBe(new Counter(666));
    }

    [Fact]
    public async Task a_snapshot_keeps_nothing_personal_in_clear_and_is_erased_with_the_person()
    {
        var id = await Person("Canary Finch");
        (await Fetch<Person>(id)).State!.Name.ShouldBe("Canary Finch");
        (await _store.Scalar<long>("select count(*) from engagement.snapshots where position(convert_to('Canary', 'UTF8') in data) > 0"))
            .ShouldBe(0);
        (await _store.Scalar<string>("select subject from engagement.snapshots")).ShouldBe(id.ToString());

        await _store.Get<SalesEngagement.EventStore.Privacy.IPrivacy>().Erase(Tenant, id.ToString(), Ct);

        (await Fetch<Person>(id)).State!.Name.ShouldBe("erased");
    }

    [Fact]
    public async Task a_stream_about_several_people_has_none()
    {
        var id = await Person("One");
        await Append(id, [.. Enumerable.Range(0, 3).Select(n => new NoteTaken(Guid.CreateVersion7(), new("about another"), n))]);

        (await Fetch<Person>(id)).State!.Name.ShouldBe("One");

        (await _store.Scalar<long>("select count(*) from engagement.snapshots")).ShouldBe(0);
    }

    [Fact]
    public async Task another_tenant_does_not_see_it()
    {
        var id = await Ticked(12);
        await Fetch<Counter>(id);

        (await _store.Open("other").Fetch<Counter>(id, Ct)).ShouldBe(new(null, 0, 0));
    }

    private async Task<Guid> Ticked(int count)
    {
        var (id, session) = (Guid.CreateVersion7(), _store.Open(Tenant));
        session.Start<Counter>(id, [.. Enumerable.Range(1, count).Select(n => new Ticked(n))]);
        await session.Save(Ct);
        return id;
    }

    private async Task<Guid> Person(string name)
    {
        var (id, session) = (Guid.CreateVersion7(), _store.Open(Tenant));
        session.Start<Person>(
            id, [new PersonAdded(new(name), [], Mood.Calm, _store.Time.GetUtcNow()), .. Enumerable.Range(1, 11).Select(n => new Ticked(n))]);
        await session.Save(Ct);
        return id;
    }

    private async Task Append(Guid id, params object[] facts)
    {
        var session = _store.Open(Tenant);
        session.Append(id, facts);
        await session.Save(Ct);
    }

    private Task<StreamState<T>> Fetch<T>(Guid id)
        where T : class =>
        _store.Open(Tenant).Fetch<T>(id, Ct);

    private Task<string> Versions() => _store.Scalar<string>("select string_agg(version::text, ',') from engagement.snapshots");
}
