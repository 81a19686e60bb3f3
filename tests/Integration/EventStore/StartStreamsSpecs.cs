using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Integration.EventStore;

/// <summary>Many new streams in one unit of work.</summary>
public sealed class StartStreamsSpecs : IAsyncLifetime
{
    private const string Tenant = "acme";
    private readonly Guid[] _ids = [.. Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7())];
    private TestStore _store = null!;

    private static CancellationToken Ct => TestStore.Ct;

    public async ValueTask InitializeAsync() => _store = await TestStore.Create();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task many_streams_start_at_once_and_each_reads_back_as_it_was_written()
    {
        var saved = await Start(_ids);

        saved.Versions.ShouldBe(_ids.ToDictionary(id => id, id => (long)Many(id)), ignoreOrder: true);
        var sequences = new List<long>();
        foreach (var id in _ids.Order())
        {
            var events = await _store.Open(Tenant).Read(id, Ct);
            events.Select(e => (e.Version, e.Body)).ShouldBe(Facts(id).Select((fact, nth) => (nth + 1L, fact)));
            events.ShouldAllBe(e => e.UserName == "user-1" && e.CorrelationId == "trace-1" && e.CausationId == "command-1");
            sequences.AddRange(events.Select(e => e.Sequence));
        }

        sequences.ShouldBeInOrder(SortDirection.Ascending, "streams by id, each one's events in their order");
        sequences[^1].ShouldBe(saved.Position);
        (await _store.Scalar<long>("select count(*) from mt_streams where type = 'counter' and version = 1 + (version - 1)")).ShouldBe(_ids.Length);
    }

    [Fact]
    public async Task started_and_appended_to_in_one_unit_of_work_each_has_its_own_version()
    {
        await Start([_ids[5]]);
        var session = _store.Open(Tenant);
        foreach (var id in _ids.Where(id => id != _ids[5]))
            session.Start<Counter>(id, Facts(id));
        session.Append(_ids[5], [new Ticked(7)], expectedVersion: Many(_ids[5]));
        var saved = await session.Save(Ct);

        saved.Versions[_ids[5]].ShouldBe(Many(_ids[5]) + 1);
        foreach (var id in _ids)
            (await _store.Open(Tenant).Fetch<Counter>(id, Ct)).Version.ShouldBe(saved.Versions[id]);
    }

    [Fact]
    public async Task when_one_is_there_already_none_starts_and_the_conflict_names_it()
    {
        await Start([_ids[5]]);
        var conflict = await Should.ThrowAsync<StreamConflictException>(() => Start(_ids));
        conflict.ShouldSatisfyAllConditions(
            it => it.StreamId.ShouldBe(_ids[5]), it => it.Expected.ShouldBe(0), it => it.Actual.ShouldBe(Many(_ids[5])));
        (await _store.Scalar<long>("select count(*) from mt_streams")).ShouldBe(1);
    }

    [Fact]
    public async Task of_two_who_start_the_same_streams_at_once_one_wins_and_nobody_waits_crosswise()
    {
        for (var round = 0; round < 10; round++)
        {
            Guid[] ids = [.. Enumerable.Range(0, 50).Select(_ => Guid.CreateVersion7())];
            var won = await Task.WhenAll(Tried([.. ids]), Tried([.. ids.Reverse()]));
            won.Count(one => one).ShouldBe(1);
        }
    }

    [Fact]
    public async Task they_start_in_the_tenant_that_the_transaction_is_for_and_in_no_other()
    {
        (await Sql("acme", "acme")).ShouldBeNull();
        (await Sql("acme", "other")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Sql("other", "other")).ShouldBeNull("control: it is the tenant that was refused");
    }

    private static int Many(Guid id) => 1 + (id.GetHashCode() & 1);

    private static object[] Facts(Guid id) => [.. Enumerable.Range(1, Many(id)).Select(n => new Ticked(n))];

    private async Task<bool> Tried(Guid[] ids)
    {
        try
        {
            await Start(ids);
            return true;
        }
        catch (StreamConflictException)
        {
            return false;
        }
    }

    private Task<SaveResult> Start(Guid[] ids)
    {
        var session = _store.Open(Tenant);
        foreach (var id in ids)
            session.Start<Counter>(id, Facts(id));
        return session.Save(Ct);
    }

    private async Task<string?> Sql(string inTransaction, string asked)
    {
        await using var app = NpgsqlDataSource.Create(_store.Database.Main);
        await using var batch = app.CreateBatch();
        batch.BatchCommands.Add(new($"select set_config('app.tenant', '{inTransaction}', true)"));
        batch.BatchCommands.Add(new(
            $$"""select engagement.start_streams('{{asked}}', 'counter', array[gen_random_uuid()], array[1::bigint], array[gen_random_uuid()], array['ticked'], array['T'], array['{}'::jsonb], null, null, null, null)"""));
        try
        {
            await batch.ExecuteNonQueryAsync(Ct);
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }
}
