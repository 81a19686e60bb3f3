using Npgsql;

namespace SalesEngagement.Integration.EventStore;

/// <summary>Appends run as their owner, past the policies: what they may do is what their statements say, whoever calls.</summary>
public sealed class AppendRightsSpecs : IAsyncLifetime
{
    // Operators that a caller could put before PostgreSQL's own, if names were resolved by his search_path.
    private const string Trap = """
        create schema trap;
        create function trap.never(uuid, uuid) returns boolean immutable language sql return false;
        create function trap.never(text, text) returns boolean immutable language sql return false;
        create function trap.now() returns timestamptz immutable language sql return timestamptz '1970-01-01';
        create operator trap.= (function = trap.never, leftarg = uuid, rightarg = uuid);
        create operator trap.= (function = trap.never, leftarg = text, rightarg = text);
        grant usage on schema trap to engagement_app;
        """;

    private const string Trapped = "select set_config('search_path', 'trap, pg_catalog', true)";
    private const string Owned =
        "select array_agg(p.oid::regprocedure::text order by p.proname) from pg_proc p "
        + "where p.prosecdef and p.pronamespace = 'engagement'::regnamespace and p.proconfig is null";

    private readonly Guid _stream = Guid.CreateVersion7();
    private TestStore _store = null!;

    private static CancellationToken Ct => TestStore.Ct;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.Create();
        var session = _store.Open("mine");
        session.Start<Counter>(_stream, [new Ticked(1)]);
        await session.Save(Ct);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task They_resolve_no_name_by_their_callers_search_path(int events)
    {
        await _store.Execute(Trap);
        var session = _store.Open("mine");
        session.Write(Trapped);
        session.Append(_stream, [.. Enumerable.Range(0, events).Select(by => new Ticked(by))], expectedVersion: 1);
        (await session.Save(Ct)).Versions[_stream].ShouldBe(1 + events);

        (await _store.Scalar<DateTime>("select max(timestamp) from mt_events")).Year.ShouldBeGreaterThan(1970);
    }

    [Fact]
    public async Task Resolved_by_it_the_same_comparison_finds_nothing()
    {
        await _store.Execute(Trap);
        await using var app = NpgsqlDataSource.Create(_store.Database.Main);
        (await Counted(app, path: "public")).ShouldBe(1L);
        (await Counted(app, path: "trap, pg_catalog, public")).ShouldBe(0L);
    }

    [Fact]
    public async Task No_other_function_runs_as_its_owner_without_a_search_path_of_its_own() =>
        (await _store.Scalar<string[]>(Owned)).ShouldBe(
        [
            "engagement.append(text,uuid,text,bigint,uuid[],text[],text[],jsonb[],text,text,text,jsonb)",
            "engagement.append_one(text,uuid,text,bigint,uuid,text,text,jsonb,text,text,text,jsonb)",
        ]);

    [Theory]
    [InlineData("''")]
    [InlineData("null")]
    public async Task A_stream_of_no_tenant_cannot_start(string tenant)
    {
        await using var app = NpgsqlDataSource.Create(_store.Database.Main);
        await using var append = app.CreateCommand(
            $"select engagement.append_one({tenant}, gen_random_uuid(), 'counter', null, gen_random_uuid(), 'ticked', null, '{{}}', null, null, null, null)");
        (await Should.ThrowAsync<PostgresException>(() => append.ExecuteNonQueryAsync(Ct))).SqlState
            .ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Only_the_app_may_call_them()
    {
        await using var daemon = NpgsqlDataSource.Create(_store.Database.Daemon);
        await using var append = daemon.CreateCommand(
            "select engagement.append_one('mine', gen_random_uuid(), 'counter', null, gen_random_uuid(), 'ticked', null, '{}', null, null, null, null)");
        (await Should.ThrowAsync<PostgresException>(() => append.ExecuteNonQueryAsync(Ct))).SqlState
            .ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    private async Task<long> Counted(NpgsqlDataSource app, string path)
    {
        await using var batch = app.CreateBatch();
        batch.BatchCommands.Add(new("select set_config('app.tenant', 'mine', true)"));
        batch.BatchCommands.Add(new($"select set_config('search_path', '{path}', true)"));
        batch.BatchCommands.Add(new("select count(*) from public.mt_streams s where s.id = $1") { Parameters = { new() { Value = _stream } } });
        await using var reader = await batch.ExecuteReaderAsync(Ct);
        await reader.NextResultAsync(Ct);
        await reader.NextResultAsync(Ct);
        await reader.ReadAsync(Ct);
        return reader.GetInt64(0);
    }
}
