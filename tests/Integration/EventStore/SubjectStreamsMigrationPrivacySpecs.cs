using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Schema;

namespace SalesEngagement.Integration.EventStore;

/// <summary>A database whose events were written by a release that knew nothing of <c>subject_streams</c>.</summary>
public sealed class SubjectStreamsMigrationPrivacySpecs : IAsyncLifetime
{
    private const string Step = "EventStore/0070_subject_streams.sql";

    private const string Known =
        "select coalesce(string_agg(tenant_id || ' ' || subject || ' ' || stream_id, ', ' order by tenant_id, subject, stream_id), '') from engagement.subject_streams";

    private readonly Guid _person = Guid.CreateVersion7();
    private readonly Guid _other = Guid.CreateVersion7();
    private TestStore _store = null!;

    private static CancellationToken Ct => TestStore.Ct;

    public async ValueTask InitializeAsync() => _store = await TestStore.Create();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task What_was_written_before_is_found_of_every_tenant_once_and_by_the_database_s_owner_alone()
    {
        foreach (var tenant in new[] { "acme", "other" })
        {
            await Write(tenant);
            await TakeNote(tenant, _person, text: null);
        }

        var expected = await _store.Scalar<string>(Known);
        expected.Split(", ").Length.ShouldBe(6);
        await GoBack();

        await Migrator.Apply(_store.Database.Owner, [MigrationSource.Store], progress: null, Ct);

        (await _store.Scalar<string>(Known)).ShouldBe(expected);
        (await _store.Scalar<bool>("""
            select bool_and(relrowsecurity and relforcerowsecurity) from pg_class
            where oid in ('mt_events'::regclass, 'engagement.subject_streams'::regclass)
            """)).ShouldBeTrue("the step lifts the policies for itself only");
    }

    [Fact]
    public async Task An_erasure_finds_a_person_s_old_streams_and_new_notes_are_added_to_them()
    {
        var (first, second, _) = await Write("acme");
        await GoBack();
        await Migrator.Apply(_store.Database.Owner, [MigrationSource.Store], progress: null, Ct);

        var newer = await TakeNote("acme", _person, "newer");

        (await _store.Scalar<long>(
            $"select count(*) from engagement.subject_streams where subject = '{_person}' and stream_id in ('{first}', '{second}', '{newer}')"))
            .ShouldBe(3);
        await _store.Get<IPrivacy>().Erase("acme", $"{_person}", Ct);
        (await _store.Scalar<long>($"select count(*) from engagement.subject_streams where subject = '{_other}'")).ShouldBe(1);
    }

    // Of two people: two notes about one, one about the other, and a stream of the person's own.
    private async Task<(Guid First, Guid Second, Guid Others)> Write(string tenant)
    {
        var session = _store.Open(tenant);
        session.Start<Person>(_person, [new PersonAdded(new("Name"), [], Mood.Calm, _store.Time.GetUtcNow())]);
        await session.Save(Ct);
        return (await TakeNote(tenant, _person, "one"), await TakeNote(tenant, _person, "two"), await TakeNote(tenant, _other, "three"));
    }

    private async Task<Guid> TakeNote(string tenant, Guid person, string? text)
    {
        var note = Guid.CreateVersion7();
        var session = _store.Open(tenant);
        session.Start<Counter>(note, [new NoteTaken(person, text is null ? null : new(text), 1), new NoteTaken(person, text is null ? null : new(text), 2)]);
        await session.Save(Ct);
        return note;
    }

    private Task<int> GoBack() => _store.Execute(
        $"drop table engagement.subject_streams; delete from engagement.migrations where id = '{Step}'");
}
