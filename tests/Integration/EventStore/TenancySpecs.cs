using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Integration.EventStore;

public sealed class TenancySpecs : IAsyncLifetime
{
    private const string AllTables =
        "select array_agg(c.oid::regclass::text order by 1) from pg_class c "
        + "where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'engagement', 'read')";

    private readonly Guid _secret = Guid.CreateVersion7();
    private TestStore _store = null!;

    private static CancellationToken Ct => TestStore.Ct;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.Create();
        await Start("theirs", _secret);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task a_foreign_stream_does_not_exist()
    {
        (await _store.Open("mine").Fetch<Counter>(_secret, Ct)).Version.ShouldBe(0);
        var append = _store.Open("mine");
        append.Append(_secret, [new Ticked(2)]);
        (await Should.ThrowAsync<StreamConflictException>(() => append.Save(Ct))).Actual.ShouldBe(0);

        await Start("mine", _secret);
        (await _store.Open("theirs").Fetch<Counter>(_secret, Ct)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task statements_that_forget_the_tenant_see_only_their_own()
    {
        (await VisibleTo("mine")).ShouldBe(0);
        (await VisibleTo("theirs")).ShouldBe(1);
    }

    [Fact]
    public async Task without_its_policy_the_same_statement_sees_everything()
    {
        await _store.Execute("alter table mt_events disable row level security");
        (await VisibleTo("mine")).ShouldBe(1);
    }

    [Fact]
    public async Task nothing_can_be_written_under_a_foreign_tenant()
    {
        var session = _store.Open("mine");
        session.Write("insert into mt_streams (tenant_id, id) values ('theirs', gen_random_uuid())");
        (await Should.ThrowAsync<PostgresException>(() => session.Save(Ct))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task history_can_be_added_to_but_not_changed()
    {
        foreach (var sql in new[] { "update mt_events set version = 9", "delete from mt_events", "delete from mt_streams", "truncate mt_events" })
        {
            var session = _store.Open("theirs");
            session.Write(sql);
            (await Should.ThrowAsync<PostgresException>(() => session.Save(Ct))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, sql);
        }
    }

    [Fact]
    public async Task without_a_tenant_every_table_gives_no_row_or_an_error()
    {
        await using var app = NpgsqlDataSource.Create(_store.Database.Main);
        var tables = await _store.Scalar<string[]>(AllTables);
        tables.ShouldContain("mt_events");
        foreach (var table in tables)
            (await RowsOrError(app, table)).ShouldBeOneOf("0", PostgresErrorCodes.InsufficientPrivilege);
        (await RowsOrError(app, "mt_events")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task pooled_connections_leak_no_tenant_whatever_is_cancelled()
    {
        await using var store = _store.Twin(o => o.AppConnection += ";Maximum Pool Size=4");
        var random = new Random(7);
        var plans = Enumerable.Range(0, 2000).Select(n => (Tenant: $"t{n % 5}", Cut: random.Next(4) == 0, After: random.Next(0, 3000))).ToArray();
        foreach (var tenant in plans.Select(plan => plan.Tenant).Distinct())
            await Start(tenant, Guid.CreateVersion7());

        var (seen, cut) = (0, 0);
        await Parallel.ForEachAsync(plans, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (plan, ct) =>
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(ct);
            if (plan.Cut)
                cancel.CancelAfter(TimeSpan.FromMicroseconds(plan.After));
            try
            {
                var rows = await store.Store.Query(plan.Tenant).Query<Owner>("select tenant_id, current_setting('app.tenant') as setting from mt_events", cancel.Token);
                rows.ShouldBe([new(plan.Tenant, plan.Tenant)]);
                Interlocked.Increment(ref seen);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref cut);
            }
        });
        seen.ShouldBeGreaterThan(1400);
        cut.ShouldBeGreaterThan(0);

        (await RowsOrError(store.Get<Databases>().App, "mt_events")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    private static async Task<string> RowsOrError(NpgsqlDataSource app, string table)
    {
        try
        {
            await using var count = app.CreateCommand($"select count(*)::text from {table}");
            return (string)(await count.ExecuteScalarAsync(Ct))!;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }

    private async Task<int> VisibleTo(string tenant) =>
        (await _store.Store.Query(tenant).Query<Owner>("select tenant_id, '' as setting from mt_events", Ct)).Count;

    private async Task Start(string tenant, Guid id)
    {
        var session = _store.Open(tenant);
        session.Start<Counter>(id, [new Ticked(1)]);
        await session.Save(Ct);
    }

    private sealed record Owner(string TenantId, string Setting);
}
