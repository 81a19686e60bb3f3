using System.Security.Cryptography;
using Npgsql;
using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.Integration.EventStore;

public sealed class RotationKeysSpecs : IAsyncLifetime
{
    private const string Tenant = "acme";
    private static readonly string OldMaster = Convert.ToBase64String(new byte[32]);
    private static readonly string NewMaster = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly List<Guid> _people = [];
    private TestStore _store = null!;

    private static CancellationToken Ct => TestStore.Ct;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.Create();
        for (var i = 0; i < 20; i++)
            _people.Add(await AddPerson(_store, Tenant));
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task after_a_master_rotation_the_old_master_key_is_not_needed_any_more()
    {
        await AddPerson(_store, "other");
        await using var both = _store.Twin(o => o.MasterKeys = Masters(OldMaster, NewMaster));
        await using var newOnly = _store.Twin(o => o.MasterKeys = Masters(NewMaster));
        await Should.ThrowAsync<KeyNotFoundException>(() => NameOf(newOnly, _people[0]));

        var told = new Told();
        await both.Get<IPrivacy>().RotateMasterKey(told, Ct);
        told.Last.ShouldBe(new(2, 2));
        foreach (var person in _people)
            (await NameOf(newOnly, person)).ShouldBe("Name");
        await both.Get<IPrivacy>().RotateMasterKey(told, Ct);
        told.Last.ShouldBe(new(2, 2));
    }

    [Fact]
    public async Task a_tenants_new_key_wraps_everybody_and_the_old_one_is_gone()
    {
        var before = await WrappedKeys();
        var erased = _people[3];
        await _store.Get<IPrivacy>().Erase(Tenant, $"{erased}", Ct);
        await _store.Get<IPrivacy>().Hold(Tenant, $"{_people[4]}", Ct);

        var told = new Told();
        await _store.Get<IPrivacy>().RotateTenantKey(Tenant, told, Ct);

        told.Last.ShouldBe(new(_people.Count - 1, _people.Count - 1));
        (await WrappedKeys()).ShouldNotContain(key => before.Contains(key));
        (await OnKeys("select string_agg(version::text, ',') from engagement.tenant_keys")).ShouldBe("2");
        await using var fresh = _store.Twin();
        foreach (var person in _people)
            (await NameOf(fresh, person)).ShouldBe(person == erased ? "erased" : "Name");
        await AddPerson(fresh, Tenant);
    }

    [Fact]
    public async Task a_rotation_that_was_broken_off_goes_on_where_it_was()
    {
        var ring = _store.Get<TenantKeyRing>();
        var keys = await ring.Begin(Tenant, Ct);
        (await ring.Retire(Tenant, Ct)).ShouldBeFalse();
        (await ring.Begin(Tenant, Ct)).Select(key => key.Version).ShouldBe(keys.Select(key => key.Version));

        await _store.Get<IPrivacy>().RotateTenantKey(Tenant, progress: null, Ct);
        (await OnKeys("select string_agg(distinct tenant_key_version::text, ',') from engagement.subject_keys")).ShouldBe("2");
    }

    [Fact]
    public async Task nodes_read_and_write_while_others_rotate_again_and_again()
    {
        await using var writer = _store.Twin();
        await using var rotator = _store.Twin();
        using var stop = new CancellationTokenSource();
        var written = Write(writer, stop.Token);
        for (var i = 0; i < 5; i++)
        {
            await Task.WhenAll(
                _store.Get<IPrivacy>().RotateTenantKey(Tenant, progress: null, Ct),
                rotator.Get<IPrivacy>().RotateTenantKey(Tenant, progress: null, Ct));
        }

        await stop.CancelAsync();
        var added = await written;
        added.Count.ShouldBeGreaterThan(0);
        await using var fresh = _store.Twin();
        foreach (var person in _people.Concat(added))
            (await NameOf(fresh, person)).ShouldBe("Name");
        (await OnKeys("select count(*)::text from engagement.tenant_keys")).ShouldBe("1");
    }

    [Fact]
    public async Task a_key_made_under_a_destroyed_tenant_key_would_be_lost_and_is_not_made()
    {
        var stale = (await _store.Get<TenantKeyRing>().All(Tenant, Ct))[0];
        await _store.Get<IPrivacy>().RotateTenantKey(Tenant, progress: null, Ct);
        var found = 0;
        await _store.Get<KeyDatabase>().Add(Tenant, stale, ["somebody"], (_, _) => found++, Ct);
        found.ShouldBe(0);
        (await _store.Get<SubjectKeys>().GetOrCreate(Tenant, ["somebody"], Ct)).Count.ShouldBe(1);
    }

    private static async Task<List<Guid>> Write(TestStore node, CancellationToken stop)
    {
        var added = new List<Guid>();
        while (!stop.IsCancellationRequested)
        {
            added.Add(await AddPerson(node, Tenant));
            (await NameOf(node, added[^1])).ShouldBe("Name");
            node.Get<SubjectKeys>().Forget();
            (await NameOf(node, added[0])).ShouldBe("Name");
        }

        return added;
    }

    private static async Task<Guid> AddPerson(TestStore node, string tenant)
    {
        var id = Guid.CreateVersion7();
        var session = node.Open(tenant);
        session.Start<Person>(id, [new PersonAdded(new("Name"), [], Mood.Calm, node.Time.GetUtcNow())]);
        await session.Save(Ct);
        return id;
    }

    private static async Task<string> NameOf(TestStore node, Guid id) =>
        (await node.Open(Tenant).Fetch<Person>(id, Ct)).State!.Name;

    private static LocalMasterKeys Masters(params string[] keys) => LocalMasterKeys.FromText(string.Join('\n', keys), "the test");

    private async Task<string[]> WrappedKeys() =>
        (await OnKeys("select string_agg(encode(wrapped, 'hex'), ',') from engagement.subject_keys")).Split(',');

    private async Task<string> OnKeys(string sql)
    {
        await using var keys = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(_store.Database.Keys) { Username = "postgres" }.ConnectionString);
        await using var command = keys.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync(Ct))!;
    }

    private sealed class Told : IProgress<RotationProgress>
    {
        public RotationProgress Last { get; private set; } = new(0, 0);

        public void Report(RotationProgress value) => Last = value;
    }
}
