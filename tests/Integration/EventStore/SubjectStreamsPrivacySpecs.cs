using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Integration.EventStore;

public sealed class SubjectStreamsPrivacySpecs : IAsyncLifetime
{
    private const string Count = "select count(*) from engagement.subject_streams";
    private readonly Guid _person = Guid.CreateVersion7();
    private TestStore _store = null!;

    private static CancellationToken Ct => TestStore.Ct;

    public async ValueTask InitializeAsync() => _store = await TestStore.Create();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task a_stream_that_holds_another_persons_values_is_known_once()
    {
        var note = await TakeNote("one");
        await Append(note, new NoteTaken(_person, new("two"), 2));
        (await _store.Scalar<string>("select tenant_id || ' ' || subject || ' ' || stream_id from engagement.subject_streams"))
            .ShouldBe($"acme {_person} {note}");
    }

    [Fact]
    public async Task the_persons_own_stream_and_facts_without_values_leave_no_trace()
    {
        var session = _store.Open("acme");
        session.Start<Person>(_person, [new PersonAdded(new("Name"), [], Mood.Calm, _store.Time.GetUtcNow())]);
        await session.Save(Ct);
        await TakeNote(text: null);
        (await _store.Scalar<long>(Count)).ShouldBe(0);
    }

    [Fact]
    public async Task what_was_rolled_back_is_written_again()
    {
        var session = _store.Open("acme");
        var note = Guid.CreateVersion7();
        session.Append(note, [new NoteTaken(_person, new("never"), 1)]);
        await Should.ThrowAsync<StreamConflictException>(() => session.Save(Ct));
        (await _store.Scalar<long>(Count)).ShouldBe(0);

        await TakeNote("ever", note);
        (await _store.Scalar<long>(Count)).ShouldBe(1);
    }

    [Fact]
    public async Task nodes_that_write_a_pair_at_the_same_time_both_succeed()
    {
        var note = await TakeNote(text: null);
        var nodes = Enumerable.Range(0, 6).Select(_ => _store.Twin()).ToArray();
        await Task.WhenAll(nodes.Select(node =>
        {
            var session = node.Open("acme");
            session.Append(note, [new NoteTaken(_person, new("text"), 1)]);
            return session.Save(Ct);
        }));
        (await _store.Scalar<long>(Count)).ShouldBe(1);
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    private async Task<Guid> TakeNote(string? text, Guid? id = null)
    {
        var note = id ?? Guid.CreateVersion7();
        var session = _store.Open("acme");
        session.Start<Counter>(note, [new NoteTaken(_person, text is null ? null : new(text), 1)]);
        await session.Save(Ct);
        return note;
    }

    private async Task Append(Guid stream, object fact)
    {
        var session = _store.Open("acme");
        session.Append(stream, [fact]);
        await session.Save(Ct);
    }
}
