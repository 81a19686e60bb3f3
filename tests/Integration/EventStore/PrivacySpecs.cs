using System.Security.Cryptography;
using System.Text;
using Npgsql;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.Integration.EventStore;

public sealed class PrivacySpecs : IAsyncLifetime
{
    private const string Tenant = "acme";
    private const string Canary = "Canary-Zwölf";
    private const string Number = "+14155550142";
    private TestStore _store = null!;

    private static CancellationToken Ct => TestStore.Ct;

    public async ValueTask InitializeAsync() => _store = await TestStore.Create();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task stored_events_hold_no_personal_value_in_clear()
    {
        var id = await AddPerson();
        await TakeNote(id, Canary);
        await using var store = NpgsqlDataSource.Create(_store.Database.Superuser);
        await using var command = store.CreateCommand("select string_agg(to_jsonb(e)::text, ' ') from mt_events e");
        var everything = (string)(await command.ExecuteScalarAsync(Ct))!;

        foreach (var form in Forms(Canary).Concat(Forms(Number)))
            everything.ShouldNotContain(form);
        everything.ShouldContain("\"Label\": \"work\"");
        (await _store.Scalar<string>("select data->'Name'->>'s' from mt_events where type = 'person_added'")).ShouldBe(id.ToString());
        (await _store.Open(Tenant).Fetch<Person>(id, Ct)).State.ShouldBe(new Person(Canary, Phone: Number, Mood: Mood.NotAmused));
    }

    [Fact]
    public async Task an_erased_person_reads_as_erased_and_still_folds()
    {
        var (id, other) = (await AddPerson(), await AddPerson());
        var note = await TakeNote(id, Canary);
        await _store.Get<SubjectKeys>().Erase(new(Tenant, id.ToString()), Ct);

        (await _store.Open(Tenant).Fetch<Person>(id, Ct)).State.ShouldBe(new Person("erased", Phone: "erased", Mood: Mood.NotAmused));
        (await _store.Open(Tenant).Read(note, Ct))[0].Body.ShouldBe(new NoteTaken(id, FreeText.Erased, 5));
        (await _store.Open(Tenant).Fetch<Person>(other, Ct)).State!.Name.ShouldBe(Canary);
        (await KeyOf(id)).ShouldBe("erased, no key");
    }

    [Fact]
    public async Task nothing_personal_can_be_written_behind_the_fence_but_bare_facts_can()
    {
        var id = await AddPerson();
        await _store.Get<SubjectKeys>().Erase(new(Tenant, id.ToString()), Ct);

        var refused = await Should.ThrowAsync<SubjectErasedException>(() => TakeNote(id, Canary));
        refused.Message.ShouldNotContain(Canary);
        await TakeNote(id, text: null);
        (await _store.Scalar<long>("select count(*) from mt_events where type = 'note_taken'")).ShouldBe(1);
    }

    [Fact]
    public async Task a_person_never_seen_can_be_erased_beforehand()
    {
        var id = Guid.CreateVersion7();
        await _store.Get<SubjectKeys>().Erase(new(Tenant, id.ToString()), Ct);
        await Should.ThrowAsync<SubjectErasedException>(() => TakeNote(id, Canary));
        await _store.Get<SubjectKeys>().Erase(new(Tenant, id.ToString()), Ct);
    }

    [Fact]
    public async Task a_held_person_cannot_be_erased()
    {
        var id = await AddPerson();
        await OnKeys($"update engagement.subject_keys set state = 'held' where subject = '{id}'");
        await Should.ThrowAsync<SubjectHeldException>(() => _store.Get<SubjectKeys>().Erase(new(Tenant, id.ToString()), Ct));
        (await _store.Open(Tenant).Fetch<Person>(id, Ct)).State!.Name.ShouldBe(Canary);
    }

    [Fact]
    public async Task another_node_forgets_an_erased_person_within_a_minute()
    {
        var id = await AddPerson();
        await using var twin = _store.Twin();
        await twin.Get<SubjectKeys>().Erase(new(Tenant, id.ToString()), Ct);
        (await _store.Open(Tenant).Fetch<Person>(id, Ct)).State!.Name.ShouldBe(Canary);
        _store.Time.Advance(TimeSpan.FromSeconds(60));
        (await _store.Open(Tenant).Fetch<Person>(id, Ct)).State!.Name.ShouldBe("erased");
    }

    [Theory]
    [InlineData("update mt_events set data = jsonb_set(data, '{Name}', data->'Reaches'->0->'Number')", "moved within its event")]
    [InlineData("update mt_events set id = gen_random_uuid()", "moved to another event")]
    [InlineData("update mt_events set data = jsonb_set(data, '{Name,c}', to_jsonb(overlay(data->'Name'->>'c' placing 'AAAA' from 20)))", "changed")]
    public async Task what_was_tampered_with_is_not_read(string tampering, string how)
    {
        var id = await AddPerson();
        (await _store.Execute(tampering)).ShouldBe(1);
        var unreadable = await Should.ThrowAsync<EventUnreadableException>(() => _store.Open(Tenant).Read(id, Ct));
        unreadable.Message.ShouldContain(nameof(AuthenticationTagMismatchException), customMessage: how);
    }

    [Fact]
    public async Task a_value_moved_to_another_stream_is_not_read()
    {
        var (from, to) = (await AddPerson(), await AddPerson());
        await _store.Execute($"update mt_events set data = (select data from mt_events where stream_id = '{from}') where stream_id = '{to}'");
        await Should.ThrowAsync<EventUnreadableException>(() => _store.Open(Tenant).Read(to, Ct));
    }

    [Fact]
    public async Task a_missing_key_is_an_error_and_not_an_erasure()
    {
        var id = await AddPerson();
        await OnKeys("delete from engagement.subject_keys");
        _store.Time.Advance(TimeSpan.FromMinutes(2));
        var unreadable = await Should.ThrowAsync<EventUnreadableException>(() => _store.Open(Tenant).Read(id, Ct));
        unreadable.Message.ShouldContain(nameof(SubjectKeyMissingException));
    }

    [Fact]
    public async Task a_fact_cannot_pretend_to_be_encrypted()
    {
        var session = _store.Open(Tenant);
        session.Start<Person>(Guid.CreateVersion7(), [new FieldsSet(new(Canary), new Dictionary<string, string> { ["$e"] = "1" })]);
        (await Should.ThrowAsync<ArgumentException>(() => session.Save(Ct))).Message.ShouldNotContain(Canary);
    }

    private static string[] Forms(string value) =>
        [value, Convert.ToBase64String(Encoding.UTF8.GetBytes(value)), Uri.EscapeDataString(value), value[1..]];

    private async Task<Guid> AddPerson()
    {
        var id = Guid.CreateVersion7();
        var session = _store.Open(Tenant);
        session.Start<Person>(id, [new PersonAdded(new(Canary), [new("work", new(Number))], Mood.NotAmused, _store.Time.GetUtcNow())]);
        await session.Save(Ct);
        return id;
    }

    private async Task<Guid> TakeNote(Guid person, string? text)
    {
        var id = Guid.CreateVersion7();
        var session = _store.Open(Tenant);
        session.Start<Counter>(id, [new NoteTaken(person, text is null ? null : new(text), 5)]);
        await session.Save(Ct);
        return id;
    }

    private async Task<string> KeyOf(Guid id)
    {
        await using var keys = NpgsqlDataSource.Create(Superuser);
        await using var command = keys.CreateCommand(
            $"select state || ', ' || case when wrapped is null then 'no key' else 'key' end from engagement.subject_keys where subject = '{id}'");
        return (string)(await command.ExecuteScalarAsync(Ct))!;
    }

    private async Task OnKeys(string sql)
    {
        await using var keys = NpgsqlDataSource.Create(Superuser);
        await using var command = keys.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private string Superuser => new NpgsqlConnectionStringBuilder(_store.Database.Keys) { Username = "postgres" }.ConnectionString;
}
