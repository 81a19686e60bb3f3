using Microsoft.Extensions.Hosting;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.Integration.Daemon;

namespace SalesEngagement.Integration.EventStore;

public sealed class ErasurePrivacySpecs : IAsyncLifetime
{
    private const string Tenant = "acme";
    private readonly Guid _id = Guid.CreateVersion7();
    private TestStore _store = null!;

    private static CancellationToken Ct => TestStore.Ct;

    private IPrivacy Privacy => _store.Get<IPrivacy>();

    private string Subject => _id.ToString();

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.Create();
        await AddPerson(_id);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task an_erasure_is_recorded_and_the_same_again_changes_nothing()
    {
        (await Privacy.ErasureOf(Tenant, Subject, Ct)).ShouldBeNull();
        var first = await Privacy.Erase(Tenant, Subject, Ct);
        first.KeyDestroyedAt.ShouldNotBeNull();
        first.PurgedAt.ShouldBeNull();
        var epoch = await Epoch();

        (await Privacy.Erase(Tenant, Subject, Ct)).ShouldBe(first);
        (await Epoch()).ShouldBe(epoch);
        (await Privacy.StateOf(Tenant, Subject, Ct)).ShouldBe(SubjectState.Erased);
        (await NameOf(_id)).ShouldBe("erased");
    }

    [Fact]
    public async Task another_node_forgets_an_erased_person_at_once_with_its_clock_standing_still()
    {
        await using var other = _store.Twin();
        await using var listening = await Listening(other);
        (await NameOf(_id, other)).ShouldBe("Name");

        await Privacy.Erase(Tenant, Subject, Ct);
        var waited = System.Diagnostics.Stopwatch.StartNew();
        await Eventually.True(async () => await NameOf(_id, other) == "erased");
        waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task a_node_that_does_not_listen_would_still_read_the_person()
    {
        await using var other = _store.Twin();
        (await NameOf(_id, other)).ShouldBe("Name");
        await Privacy.Erase(Tenant, Subject, Ct);
        (await NameOf(_id, other)).ShouldBe("Name");

        await other.Get<ErasureEpoch>().Look(Ct);
        (await NameOf(_id, other)).ShouldBe("erased");
    }

    [Fact]
    public async Task a_node_forgets_all_keys_when_it_loses_the_connection_on_which_it_listens()
    {
        await using var other = _store.Twin();
        await using var listening = await Listening(other);
        (await NameOf(_id, other)).ShouldBe("Name");
        await _store.Get<SubjectStates>().Erase(new(Tenant, Subject), Ct); // Nobody is told.
        (await NameOf(_id, other)).ShouldBe("Name");

        await _store.Scalar<long>("select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'engagement-erasures' and datname = current_database()");
        await Eventually.True(async () => await NameOf(_id, other) == "erased");
    }

    [Fact]
    public void a_key_read_before_the_keys_were_forgotten_and_found_after_is_not_kept()
    {
        var cache = new KeyCache<string, string>(_store.Time);
        var (stale, fresh) = (cache.Filler(), default(Action<string, string>));
        cache.Clear();
        stale("person", "key");
        cache.TryGet("person", out _).ShouldBeFalse();
        fresh = cache.Filler();
        fresh("person", "key");
        cache.TryGet("person", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task a_person_under_hold_is_not_erased_until_released()
    {
        await Privacy.Hold(Tenant, Subject, Ct);
        await Privacy.Hold(Tenant, Subject, Ct);
        (await Privacy.StateOf(Tenant, Subject, Ct)).ShouldBe(SubjectState.Held);
        await Should.ThrowAsync<SubjectHeldException>(() => Privacy.Erase(Tenant, Subject, Ct));
        (await Privacy.ErasureOf(Tenant, Subject, Ct)).ShouldBeNull();
        (await NameOf(_id)).ShouldBe("Name");

        await Privacy.Release(Tenant, Subject, Ct);
        (await Privacy.StateOf(Tenant, Subject, Ct)).ShouldBe(SubjectState.Active);
        await Privacy.Erase(Tenant, Subject, Ct);
        await Should.ThrowAsync<SubjectErasedException>(() => Privacy.Hold(Tenant, Subject, Ct));
        await Should.ThrowAsync<SubjectErasedException>(() => Privacy.Release(Tenant, Subject, Ct));
    }

    [Fact]
    public async Task somebody_never_seen_can_be_held_and_erased()
    {
        var (held, erased) = (Guid.CreateVersion7().ToString(), Guid.CreateVersion7().ToString());
        (await Privacy.StateOf(Tenant, held, Ct)).ShouldBe(SubjectState.NeverSeen);
        await Privacy.Hold(Tenant, held, Ct);
        await Should.ThrowAsync<SubjectHeldException>(() => Privacy.Erase(Tenant, held, Ct));
        await Privacy.Erase(Tenant, erased, Ct);
        (await Privacy.StateOf(Tenant, erased, Ct)).ShouldBe(SubjectState.Erased);
    }

    private async Task<IAsyncDisposable> Listening(TestStore node)
    {
        var service = node.Get<KeyEviction>();
        await service.StartAsync(Ct);
        await Eventually.True(() => _store.Scalar<bool>(
            "select exists (select from pg_stat_activity where application_name = 'engagement-erasures' and datname = current_database() and query like 'listen%' and state = 'idle')"));
        return new Stopping(service);
    }

    private Task<long> Epoch() => _store.Scalar<long>("select value from engagement.erasure_epoch");

    private async Task<string> NameOf(Guid id, TestStore? node = null) =>
        (await (node ?? _store).Open(Tenant).Fetch<Person>(id, Ct)).State!.Name;

    private async Task AddPerson(Guid id)
    {
        var session = _store.Open(Tenant);
        session.Start<Person>(id, [new PersonAdded(new("Name"), [], Mood.Calm, _store.Time.GetUtcNow())]);
        await session.Save(Ct);
    }

    private sealed class Stopping(IHostedService service) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await service.StopAsync(CancellationToken.None);
    }
}
