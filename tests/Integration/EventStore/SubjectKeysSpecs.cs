using System.Security.Cryptography;
using Npgsql;
using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.Integration.EventStore;

public sealed class SubjectKeysSpecs : IAsyncLifetime
{
    private TestStore _store = null!;

    private static CancellationToken Ct => TestStore.Ct;

    public async ValueTask InitializeAsync() => _store = await TestStore.Create();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task nodes_that_make_a_key_at_the_same_time_agree_on_one()
    {
        var nodes = Enumerable.Range(0, 8).Select(_ => _store.Twin()).ToArray();
        var made = await Task.WhenAll(nodes.Select(node => node.Get<SubjectKeys>().GetOrCreate("acme", ["person"], Ct)));
        made.Select(keys => Convert.ToHexString(keys[new("acme", "person")].Bytes!)).Distinct().Count().ShouldBe(1);
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    [Fact]
    public async Task keys_of_many_people_of_many_tenants_come_together()
    {
        var keys = _store.Get<SubjectKeys>();
        foreach (var tenant in new[] { "one", "two" })
            await keys.GetOrCreate(tenant, ["a", "b", "c"], Ct);
        SubjectId[] ids = [new("one", "a"), new("two", "a"), new("two", "c"), new("three", "a"), new("one", "unknown")];

        await using var twin = _store.Twin();
        var found = await twin.Get<SubjectKeys>().Find(ids, Ct);
        found.Keys.ShouldBe([ids[0], ids[1], ids[2]], ignoreOrder: true);
        found[ids[0]].Bytes.ShouldNotBe(found[ids[1]].Bytes);
    }

    [Fact]
    public async Task the_key_database_holds_no_key_in_clear_and_opens_for_the_right_master_only()
    {
        var made = await _store.Get<SubjectKeys>().GetOrCreate("acme", ["person"], Ct);
        await using var keys = NpgsqlDataSource.Create(Superuser);
        await using var command = keys.CreateCommand("select encode(wrapped, 'hex') from engagement.subject_keys");
        ((string)(await command.ExecuteScalarAsync(Ct))!).ShouldNotContain(Convert.ToHexStringLower(made.Values.Single().Bytes!));

        await using var stranger = _store.Twin(o => o.MasterKeys = LocalMasterKeys.FromText(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), "the test"));
        await Should.ThrowAsync<KeyNotFoundException>(() => stranger.Get<SubjectKeys>().Find([new("acme", "person")], Ct));
    }

    [Fact]
    public async Task keys_of_another_tenant_are_out_of_reach()
    {
        await _store.Get<SubjectKeys>().GetOrCreate("theirs", ["person"], Ct);
        await using var keys = NpgsqlDataSource.Create(_store.Database.Keys);
        foreach (var table in new[] { "subject_keys", "tenant_keys" })
        {
            await using var batch = keys.CreateBatch();
            batch.BatchCommands.Add(new("select set_config('app.tenant', 'mine', true)"));
            batch.BatchCommands.Add(new($"select * from engagement.{table}"));
            await using var reader = await batch.ExecuteReaderAsync(Ct);
            await reader.NextResultAsync(Ct);
            reader.HasRows.ShouldBeFalse(table);
        }

        await using var tenantless = keys.CreateCommand("select * from engagement.subject_keys");
        (await Should.ThrowAsync<PostgresException>(() => tenantless.ExecuteReaderAsync(Ct))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public void a_master_key_file_is_made_once_for_its_owner_alone()
    {
        var folder = Directory.CreateTempSubdirectory("se-keys-");
        try
        {
            var path = Path.Combine(folder.FullName, "sub", "master.key");
            Should.Throw<InvalidOperationException>(() => LocalMasterKeys.FromFile(path, create: false)).Message.ShouldContain("missing");
            var made = LocalMasterKeys.FromFile(path, create: true);
            LocalMasterKeys.FromFile(path, create: true).CurrentId.ShouldBe(made.CurrentId);
            if (!OperatingSystem.IsWindows())
                File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

            File.AppendAllText(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            var rotated = LocalMasterKeys.FromFile(path, create: false);
            rotated.CurrentId.ShouldNotBe(made.CurrentId);
            rotated.Key(made.CurrentId).ToArray().ShouldBe(made.Key(made.CurrentId).ToArray());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private string Superuser => new NpgsqlConnectionStringBuilder(_store.Database.Keys) { Username = "postgres" }.ConnectionString;
}
