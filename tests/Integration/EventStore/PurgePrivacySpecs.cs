using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.Integration.Daemon;

namespace SalesEngagement.Integration.EventStore;

public sealed class PurgePrivacySpecs : IAsyncLifetime
{
    private static readonly Guid Rep = Guid.CreateVersion7();
    private readonly Recorder _part = new();
    private TestDatabase _database = null!;
    private Node _node = null!;

    private static CancellationToken Ct => TestStore.Ct;

    public async ValueTask InitializeAsync()
    {
        _database = await Node.Database();
        _node = await StartNode();
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task an_erasure_is_carried_through_and_says_so()
    {
        var (id, other) = (await Open("Nick"), await Open("Nora"));
        await _node.Get<IPrivacy>().Erase(Node.Tenant, $"{id}", Ct);
        var done = await Purged(id);

        (done.Streams, done.RequestedAt <= done.KeyDestroyedAt, done.KeyDestroyedAt <= done.PurgedAt).ShouldBe((1, true, true));
        (await _node.Card(Node.Tenant, id))!.Owner.ShouldBe(Nickname.Erased);
        (await _node.Card(Node.Tenant, other))!.Owner.ShouldBe(new("Nora"));
        _part.Erased.ShouldBe([$"{id}"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task what_a_killed_node_began_another_ends(bool hadDestroyedTheKey)
    {
        var id = await Open("Nick");
        SubjectId subject = new(Node.Tenant, $"{id}");
        await _node.Stop();
        await _node.Get<ErasureRecords>().Request(subject, Ct);
        if (hadDestroyedTheKey)
            await _node.Get<SubjectStates>().Erase(subject, Ct);
        await Should.ThrowAsync<TimeoutException>(() => Purged(id).WaitAsync(TimeSpan.FromMilliseconds(300)));

        await using var other = await StartNode();
        await Purged(id);
        (await other.Card(Node.Tenant, id))!.Owner.ShouldBe(Nickname.Erased);
    }

    [Fact]
    public async Task a_deaf_node_that_follows_the_log_again_does_not_write_what_it_still_could_read()
    {
        var id = await Open("Nick");
        var deaf = await StartNode();
        await deaf.Stop();
        var log = deaf.Get<LogReader>();
        (await NameFrom(log, deaf)).ShouldBe("Nick");
        await _node.Get<IPrivacy>().Erase(Node.Tenant, $"{id}", Ct);
        await Purged(id);
        (await NameFrom(log, deaf)).ShouldBe("Nick");

        await log.ForgetOldKeys(Ct);
        (await NameFrom(log, deaf)).ShouldBe("erased");
        await deaf.DisposeAsync();
    }

    [Fact]
    public async Task what_a_killed_rebuild_left_is_dropped_and_what_a_living_one_holds_is_waited_for()
    {
        var id = await Open("Nick");
        await Execute("create table read.tally_card__next as select * from read.tally_card; create table read.tally_card__tenant as select * from read.tally_card");
        await using var rebuild = new NpgsqlConnection(_database.Daemon + ";Pooling=false");
        await rebuild.OpenAsync(Ct);
        await using (var take = new NpgsqlCommand("select pg_advisory_lock(7304, hashtext('tally_card'))", rebuild))
            await take.ExecuteNonQueryAsync(Ct);

        await _node.Get<IPrivacy>().Erase(Node.Tenant, $"{id}", Ct);
        await Eventually.True(async () => (await _node.Card(Node.Tenant, id))!.Owner == Nickname.Erased);
        (await _node.Get<IPrivacy>().ErasureOf(Node.Tenant, $"{id}", Ct))!.PurgedAt.ShouldBeNull();

        await rebuild.CloseAsync();
        await Purged(id);
        (await Scalar<long>("select count(*) from pg_tables where tablename like 'tally_card\\_\\_%'")).ShouldBe(0);
    }

    [Fact]
    public async Task the_end_of_a_tenant_leaves_no_row_of_it_and_lets_nothing_be_written()
    {
        var id = await Open("Nick");
        var other = await _node.Open(Node.OtherTenant, Rep, 1);
        await _node.CaughtUp();
        await ExecuteAs(_database.Superuser, $"insert into engagement.scheduled_messages (tenant_id, id, name, due_at, fire_at, payload) select '{Node.Tenant}', gen_random_uuid(), 'never', now() + interval '1 day', now() + interval '1 day', '{{}}'");
        var left = await _node.Get<IPrivacy>().OffBoard(Node.Tenant, Ct);
        left.KeysDestroyedAt.ShouldNotBeNull();

        await Should.ThrowAsync<TenantOffBoardedException>(() => Open("New"));
        await Should.ThrowAsync<TenantOffBoardedException>(() => _node.Raise(Node.Tenant, id, Rep, 1));
        ((TallyOpened)(await _node.Store.Open(Node.Tenant, new("test")).Read(id, Ct))[0].Body).Owner.ShouldBe(Nickname.Erased);
        await Eventually.True(async () => (await _node.Get<IPrivacy>().OffBoardingOf(Node.Tenant, Ct))!.PurgedAt is not null);

        foreach (var table in new[] { "tally_card", "tally_per_rep", "tally_line", "open_tally" })
            (await Scalar<long>($"select count(*) from read.{table} where tenant_id = '{Node.Tenant}'")).ShouldBe(0, table);
        (await _node.Card(Node.OtherTenant, other))!.Owner.ShouldBe(new("Nick"));
        (await Scalar<long>("select count(*) from engagement.scheduled_messages")).ShouldBe(0);
        _part.Tenants.ShouldContain(Node.Tenant);
        (await _node.Get<IPrivacy>().StateOf(Node.Tenant, $"{id}", Ct)).ShouldBe(SubjectState.Erased);
        (await _node.Get<IPrivacy>().OffBoard(Node.Tenant, Ct)).KeysDestroyedAt.ShouldBe(left.KeysDestroyedAt);
    }

    [Fact]
    public async Task other_nodes_refuse_to_write_for_a_tenant_that_has_left_even_what_is_not_personal()
    {
        var id = await Open("Nick");
        await using var other = await StartNode();
        await other.Raise(Node.Tenant, id, Rep, 1);
        await _node.Get<IPrivacy>().OffBoard(Node.Tenant, Ct);
        await Eventually.True(async () =>
        {
            try
            {
                await other.Raise(Node.Tenant, id, Rep, 1);
                return false;
            }
            catch (TenantOffBoardedException)
            {
                return true;
            }
        });
    }

    [Fact]
    public async Task a_tenant_with_a_person_under_hold_cannot_leave()
    {
        var id = await Open("Nick");
        await _node.Get<IPrivacy>().Hold(Node.Tenant, $"{id}", Ct);
        await Should.ThrowAsync<SubjectHeldException>(() => _node.Get<IPrivacy>().OffBoard(Node.Tenant, Ct));
        (await _node.Get<IPrivacy>().OffBoardingOf(Node.Tenant, Ct)).ShouldBeNull();
        await _node.Raise(Node.Tenant, id, Rep, 1);
    }

    private Task<Node> StartNode() => Node.Start(_database, more: services => services.AddSingleton<IErasurePart>(_part));

    private async Task<Guid> Open(string name)
    {
        var id = Guid.CreateVersion7();
        var session = _node.Store.Open(Node.Tenant, new("test"));
        session.Start<TallyCard>(id, [new TallyOpened(new(name), Rep)]);
        await session.Save(Ct);
        await _node.CaughtUp();
        return id;
    }

    private static async Task<string> NameFrom(LogReader log, Node node)
    {
        var span = await log.Read(node.Get<DaemonConnections>(), new(0, 1000, ["tally_opened"]), Ct);
        return ((TallyOpened)span.Entries[0].Read().Body).Owner.Value;
    }

    private async Task<Erasure> Purged(Guid id)
    {
        Erasure? erasure = null;
        await Eventually.True(async () =>
            (erasure = await _node.Get<IPrivacy>().ErasureOf(Node.Tenant, $"{id}", Ct)) is { PurgedAt: not null });
        return erasure!;
    }

    private Task Execute(string sql) => ExecuteAs(_database.Daemon, sql);

    private static async Task ExecuteAs(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private async Task<T> Scalar<T>(string sql)
    {
        await using var daemon = NpgsqlDataSource.Create(_database.Daemon);
        await using var command = daemon.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    private sealed class Recorder : IErasurePart
    {
        public List<string> Erased { get; } = [];

        public List<string> Tenants { get; } = [];

        public Task Erase(string tenantId, IReadOnlyCollection<string> subjects, IReadOnlyCollection<Guid> streams, CancellationToken ct)
        {
            Erased.AddRange(subjects);
            return Task.CompletedTask;
        }

        public Task EraseTenant(string tenantId, CancellationToken ct)
        {
            Tenants.Add(tenantId);
            return Task.CompletedTask;
        }
    }
}
