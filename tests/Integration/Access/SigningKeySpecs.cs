using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Configuration;
using SalesEngagement.Integration.EventStore;

namespace SalesEngagement.Integration.Access;

/// <summary>The keys of access tokens on several nodes with one database and one clock.</summary>
public sealed class SigningKeySpecs : IAsyncLifetime
{
    private const string NewMasterKey = "bmV3LW5ldy1uZXctbmV3LW5ldy1uZXctbmV3LW5ldy0=";
    private readonly ManualTime _clock = new();
    private readonly List<IAsyncDisposable> _stores = [];
    private TestDatabase _database = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.Create();

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
            await store.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task of_twenty_nodes_that_need_the_first_key_one_makes_it()
    {
        var sets = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Node().Current(Ct).AsTask())));
        sets.Select(set => set.Signer.KeyId).Distinct().Count().ShouldBe(1);
        (await Store().All(Ct)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task without_the_number_being_unique_two_would()
    {
        (await Store().TryAdd(Row("a"), revokeOlder: false, Ct)).ShouldBeTrue();
        (await Store().TryAdd(Row("b"), revokeOlder: true, Ct)).ShouldBeFalse();
        (await Store().All(Ct)).Single().RevokedAt.ShouldBeNull("whoever is too late revokes nothing either");

        await Execute("alter table engagement.signing_keys drop constraint signing_keys_number_key");
        (await Store().TryAdd(Row("b"), revokeOlder: false, Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task a_key_is_followed_by_one_that_is_announced_first_and_overlaps_with_it()
    {
        var (one, two) = (Node(), Node());
        var first = (await one.Current(Ct)).Signer.KeyId;
        (await two.Current(Ct)).Signer.KeyId.ShouldBe(first);

        _clock.Advance(TimeSpan.FromDays(30));
        var sets = await Task.WhenAll(new[] { one, two, Node() }.Select(node => Task.Run(() => node.Current(Ct).AsTask())));
        sets.ShouldAllBe(set => set.Signer.KeyId == first);
        var next = sets[0].Published.Keys.Select(key => key.Kid).Single(kid => kid != first);
        sets.ShouldAllBe(set => set.Verifying.Count == 2 && set.Find(next) != null);

        _clock.Advance(SigningKeyDuties.Announced);
        (await one.Current(Ct)).Signer.KeyId.ShouldBe(next);
        (await two.Current(Ct)).Find(first).ShouldNotBeNull();

        _clock.Advance(SigningKeyDuties.Overlap);
        (await two.Current(Ct)).Verifying.Keys.ShouldBe([next]);
        (await Store().All(Ct)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task a_restarted_node_goes_on_with_the_same_key()
    {
        var before = (await Node().Current(Ct)).Signer;
        var after = (await Node().Current(Ct)).Signer;
        after.KeyId.ShouldBe(before.KeyId);
        byte[] text = [1, 2, 3];
        before.ECDsa.VerifyData(text, after.ECDsa.SignData(text, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256).ShouldBeTrue();
    }

    [Fact]
    public async Task a_node_learns_of_a_key_made_elsewhere_when_a_token_names_it()
    {
        var (here, elsewhere) = (Node(), Node());
        var old = (await here.Current(Ct)).Signer.KeyId;
        var made = await elsewhere.Rotate(revokeOlder: true, Ct);
        here.Find(old).ShouldNotBeNull();

        await here.Expect(made.Kid, Ct);
        here.Find(made.Kid).ShouldBeNull("it has looked a moment ago");
        _clock.Advance(SigningKeys.Curious);
        await here.Expect(made.Kid, Ct);
        here.Find(made.Kid).ShouldNotBeNull();
        here.Find(old).ShouldBeNull();
    }

    [Fact]
    public async Task without_being_told_it_learns_within_a_minute_that_a_key_is_revoked()
    {
        var (here, elsewhere) = (Node(), Node());
        var old = (await here.Current(Ct)).Signer.KeyId;
        await elsewhere.Rotate(revokeOlder: true, Ct);
        _clock.Advance(SigningKeys.Fresh);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            await Task.Run(() => here.Current(Ct).AsTask());
            here.Find(old).ShouldBeNull();
        }));
    }

    [Fact]
    public async Task names_that_somebody_invents_cost_nothing()
    {
        var node = Node();
        var known = await node.Current(Ct);
        for (var i = 0; i < 1000; i++)
            await node.Expect($"../../etc/passwd{i}", Ct);
        (await node.Current(Ct)).ShouldBeSameAs(known);

        var looks = 0;
        for (var second = 0; second < 30; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await node.Expect($"' or kid like '%{second}", Ct);
            var now = await node.Current(Ct);
            looks += ReferenceEquals(now, known) ? 0 : 1;
            known = now;
        }

        looks.ShouldBe(30 / (int)SigningKeys.Curious.TotalSeconds);
    }

    [Fact]
    public async Task while_the_key_database_refuses_the_keys_stay_as_they_were_known()
    {
        var node = Node();
        var known = await node.Current(Ct);
        await Execute("revoke select on engagement.signing_keys from engagement_keys");
        _clock.Advance(TimeSpan.FromHours(1));
        (await node.Current(Ct)).Signer.ShouldBeSameAs(known.Signer);
        await Should.ThrowAsync<PostgresException>(() => Node().Current(Ct).AsTask());

        await Execute("grant select on engagement.signing_keys to engagement_keys");
        var made = await Node().Rotate(revokeOlder: true, Ct);
        _clock.Advance(SigningKeys.Fresh);
        (await node.Current(Ct)).Signer.KeyId.ShouldBe(made.Kid);
    }

    [Fact]
    public async Task after_a_rotation_of_the_master_key_the_old_one_is_not_needed()
    {
        var kid = (await Node().Current(Ct)).Signer.KeyId;
        await Should.ThrowAsync<KeyNotFoundException>(() => Node(NewMasterKey).Current(Ct).AsTask());

        var both = $"{TestHost.MasterKey} {NewMasterKey}";
        await Store(both).Rewrap(Ct);
        await Store(both).Rewrap(Ct);
        (await Node(NewMasterKey).Current(Ct)).Signer.KeyId.ShouldBe(kid);
        (await Store().All(Ct)).ShouldAllBe(key => key.MasterKeyId == LocalMasterKeys.FromText(NewMasterKey, "the test").CurrentId);
    }

    [Fact]
    public async Task a_key_under_the_name_of_another_does_not_open()
    {
        await Node().Current(Ct);
        await Execute("update engagement.signing_keys set kid = 'another'");
        await Should.ThrowAsync<CryptographicException>(() => Node().Current(Ct).AsTask());
    }

    [Fact]
    public async Task the_role_of_nodes_can_neither_delete_a_key_nor_make_it_younger()
    {
        await Node().Current(Ct);
        foreach (var sql in new[] { "delete from engagement.signing_keys", "update engagement.signing_keys set created_at = now()" })
            (await Should.ThrowAsync<PostgresException>(() => Execute(sql, _database.Keys))).SqlState.ShouldBe("42501");
    }

    private SigningKeyRow Row(string kid) => new(kid, 1, "master", [1], _clock.GetUtcNow());

    private SigningKeys Node(string masterKeys = TestHost.MasterKey) => new(
        Store(masterKeys), Wrapping(masterKeys), Options.Create(new AccessOptions()), _clock, NullLogger<SigningKeys>.Instance);

    private SigningKeyStore Store(string masterKeys = TestHost.MasterKey)
    {
        var connections = new Connections(_database.Main, _database.Daemon, _database.Keys);
        var store = new SigningKeyStore(
            StoreSetup.Options(connections, LocalMasterKeys.FromText(masterKeys, "the test")), Wrapping(masterKeys));
        lock (_stores)
            _stores.Add(store);
        return store;
    }

    private static SecretWrapping Wrapping(string masterKeys) => new(LocalMasterKeys.FromText(masterKeys, "the test"));

    private async Task Execute(string sql, string? connection = null)
    {
        await using var source = NpgsqlDataSource.Create(connection ?? _database.KeysOwner);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
