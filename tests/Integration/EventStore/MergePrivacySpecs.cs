using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.Integration.EventStore;

public sealed class MergePrivacySpecs : IAsyncLifetime
{
    private const string Tenant = "acme";
    private readonly Guid _caller = Guid.CreateVersion7();
    private readonly Guid _person = Guid.CreateVersion7();
    private TestStore _store = null!;

    private static CancellationToken Ct => TestStore.Ct;

    private IPrivacy Privacy => _store.Get<IPrivacy>();

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.Create();
        foreach (var id in new[] { _caller, _person })
            await AddPerson(id);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task what_was_written_about_the_caller_stays_readable_and_more_can_be_written()
    {
        await Merge(_caller, _person);
        await Merge(_caller, _person);
        (await NameOf(_caller)).ShouldBe("Name");
        var session = _store.Open(Tenant);
        session.Append(_caller, [new PersonRenamed(new("Known"))]);
        await session.Save(Ct);
        (await NameOf(_caller)).ShouldBe("Known");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task erasing_the_person_by_any_id_erases_all(bool byTheCallers)
    {
        var first = Guid.CreateVersion7();
        await AddPerson(first);
        await Merge(first, _caller);
        await Merge(_caller, _person); // The first caller's id comes along.
        await Privacy.Erase(Tenant, $"{(byTheCallers ? first : _person)}", Ct);

        foreach (var id in new[] { first, _caller, _person })
        {
            (await NameOf(id)).ShouldBe("erased");
            (await Privacy.StateOf(Tenant, $"{id}", Ct)).ShouldBe(SubjectState.Erased);
        }
    }

    [Fact]
    public async Task without_the_merge_the_caller_would_stay()
    {
        await Privacy.Erase(Tenant, $"{_person}", Ct);
        (await NameOf(_caller)).ShouldBe("Name");
    }

    [Fact]
    public async Task a_hold_on_one_id_is_a_hold_on_all_before_and_after_the_merge()
    {
        await Privacy.Hold(Tenant, $"{_caller}", Ct);
        await Merge(_caller, _person);
        (await Privacy.StateOf(Tenant, $"{_person}", Ct)).ShouldBe(SubjectState.Held);
        await Should.ThrowAsync<SubjectHeldException>(() => Privacy.Erase(Tenant, $"{_person}", Ct));
        await Privacy.Release(Tenant, $"{_person}", Ct);
        (await Privacy.StateOf(Tenant, $"{_caller}", Ct)).ShouldBe(SubjectState.Active);
        await Privacy.Hold(Tenant, $"{_person}", Ct);
        await Should.ThrowAsync<SubjectHeldException>(() => Privacy.Erase(Tenant, $"{_caller}", Ct));
    }

    [Fact]
    public async Task a_circle_is_refused_and_so_is_a_second_person()
    {
        await Merge(_caller, _person);
        (await Should.ThrowAsync<SubjectMergeException>(() => Merge(_person, _caller))).Code.ShouldBe(SubjectMergeException.Cycle);
        (await Should.ThrowAsync<SubjectMergeException>(() => Merge(_person, _person))).Code.ShouldBe(SubjectMergeException.Cycle);
        (await Should.ThrowAsync<SubjectMergeException>(() => Merge(_caller, Guid.CreateVersion7()))).Code
            .ShouldBe(SubjectMergeException.MergedElsewhere);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task an_erased_id_cannot_be_merged_either_way(bool theCallers)
    {
        await Privacy.Erase(Tenant, $"{(theCallers ? _caller : _person)}", Ct);
        await Should.ThrowAsync<SubjectErasedException>(() => Merge(_caller, _person));
        (await NameOf(theCallers ? _person : _caller)).ShouldBe("Name");
    }

    [Fact]
    public async Task merges_holds_and_erasures_at_the_same_time_leave_all_ids_in_one_state()
    {
        var callers = Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7()).ToArray();
        await Task.WhenAll(callers.Select(AddPerson));
        await Task.WhenAll(callers.Select(caller => Attempt(() => Merge(caller, _person))).Append(Attempt(() => Privacy.Erase(Tenant, $"{_person}", Ct))));

        var merged = await _store.Get<SubjectStates>().IdsOf(new(Tenant, $"{_person}"), Ct);
        foreach (var id in merged)
            (await Privacy.StateOf(Tenant, id, Ct)).ShouldBe(SubjectState.Erased);
        foreach (var caller in callers.Where(caller => !merged.Contains($"{caller}")))
            (await Privacy.StateOf(Tenant, $"{caller}", Ct)).ShouldBe(SubjectState.Active);
    }

    private static async Task Attempt(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (SubjectErasedException)
        {
            // The erasure came first.
        }
    }

    private Task Merge(Guid provisional, Guid person) => Privacy.Merge(Tenant, $"{provisional}", $"{person}", Ct);

    private async Task<string> NameOf(Guid id) => (await _store.Open(Tenant).Fetch<Person>(id, Ct)).State!.Name;

    private async Task AddPerson(Guid id)
    {
        var session = _store.Open(Tenant);
        session.Start<Person>(id, [new PersonAdded(new("Name"), [], Mood.Calm, _store.Time.GetUtcNow())]);
        await session.Save(Ct);
    }
}
