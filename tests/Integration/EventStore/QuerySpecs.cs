using Npgsql;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.Integration.EventStore;

public sealed class QuerySpecs : IAsyncLifetime
{
    private const string Table = """
        create table read.kinds (tenant_id varchar not null, id uuid not null, name text, at timestamptz, day date, talk_seconds int,
          total bigint, is_open boolean, mood text, hash bytea, tags jsonb, "user" text, primary key (tenant_id, id));
        alter table read.kinds owner to engagement_daemon;
        select engagement.protect('read.kinds', 'select');
        """;

    private readonly Guid _id = Guid.CreateVersion7();
    private TestStore _store = null!;

    private static CancellationToken Ct => TestStore.Ct;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.Create();
        await _store.Execute(Table);
        await _store.Execute($"""
            insert into read.kinds values ('acme', '{_id}', 'Ann', '2026-01-05 09:00Z', '2026-01-05', 7, 8, true, 'NotAmused', '\x0102', '["a","b"]', 'u1');
            insert into read.kinds (tenant_id, id) values ('acme', '{Guid.CreateVersion7()}'), ('other', '{Guid.CreateVersion7()}');
            """);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task a_row_becomes_a_record()
    {
        var row = (await _store.Store.Query("acme").Load<Kinds>(Ct, _id)).ShouldNotBeNull();
        row.Name.ShouldBe(new PersonName("Ann"));
        row.User.ShouldBe("u1");
        row.Hash.ShouldBe([1, 2]);
        row.Tags.ShouldBe(["a", "b"]);
        (row.Id, row.At, row.Day, row.TalkSeconds, row.Total, row.IsOpen, row.Mood).ShouldBe(
            (_id, new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), new DateOnly(2026, 1, 5), 7, 8L, true, Mood.NotAmused));
    }

    [Fact]
    public async Task null_columns_become_null_properties_and_other_tenants_rows_stay_away()
    {
        var rows = await _store.Store.Query("acme").Query<Kinds>("select * from read.kinds where name is null", Ct);
        rows.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            row => row.Name.ShouldBeNull(), row => row.TalkSeconds.ShouldBeNull(), row => row.Tags.ShouldBeNull(), row => row.Mood.ShouldBeNull());
        (await _store.Store.Query("other").Load<Kinds>(Ct, _id)).ShouldBeNull();
    }

    [Fact]
    public async Task the_app_cannot_write_read_models()
    {
        var session = _store.Open("acme");
        session.Write("update read.kinds set total = $1", new NpgsqlParameter { Value = 1L });
        (await Should.ThrowAsync<PostgresException>(() => session.Save(Ct))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task waiting_for_a_shard_ends_when_it_has_passed_or_time_is_up()
    {
        var never = _store.Store.WaitFor<Kinds>(5, TimeSpan.Zero, Ct);
        (await never).ShouldBeFalse();
        await _store.Execute("insert into engagement.checkpoints values ('Kinds:All', 4)");
        (await _store.Store.WaitFor<Kinds>(4, TimeSpan.Zero, Ct)).ShouldBeTrue();
        (await _store.Store.WaitFor<Kinds>(5, TimeSpan.Zero, Ct)).ShouldBeFalse();
    }

    [ReadModel("kinds")]
    private sealed record Kinds(
        Guid Id, PersonName? Name, DateTimeOffset? At, DateOnly? Day, int? TalkSeconds, long? Total, bool? IsOpen, Mood? Mood,
        byte[]? Hash, IReadOnlyList<string>? Tags, string? User);
}
