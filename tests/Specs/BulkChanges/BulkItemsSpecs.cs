using Npgsql;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.BulkChanges;
using SalesEngagement.Host.Jobs;
using SalesEngagement.Specs.Contacts;

namespace SalesEngagement.Specs.BulkChanges;

/// <summary>One contact that cannot be changed keeps no other from it; what is nobody's fault is not blamed on a contact.</summary>
public sealed class BulkItemsSpecs
{
    private static readonly Job Work = new("tenant", Some.Id(), Some.Id());
    private readonly List<int> _saved = [];
    private readonly List<int> _failed = [];
    private int _tries;

    [Fact]
    public async Task a_batch_that_goes_well_is_one_transaction()
    {
        await Save(_ => null);
        (_tries, _failed.Count).ShouldBe((1, 0));
        _saved.ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task an_item_that_breaks_its_batch_fails_alone()
    {
        await Save(items => items.Contains(3) ? new InvalidOperationException() : null);
        _saved.ShouldBe([1, 2, 4]);
        _failed.ShouldBe([3]);
    }

    [Fact]
    public async Task what_others_changed_in_the_same_moment_is_looked_at_again()
    {
        await Save(_ => _tries < 4 ? new StreamConflictException(Some.Id(), 1, 2) : null);
        _tries.ShouldBe(4);
        _saved.ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task what_is_always_changed_in_the_same_moment_fails_alone()
    {
        await Save(items => items.Contains(2) ? new StreamConflictException(Some.Id(), 1, 2) : null);
        _saved.ShouldBe([1, 3, 4]);
        _failed.ShouldBe([2]);
    }

    [Fact]
    public async Task a_database_that_is_away_and_work_that_is_anothers_are_no_items_fault()
    {
        await Should.ThrowAsync<NpgsqlException>(() => Save(_ => new NpgsqlException("", new IOException())));
        await Should.ThrowAsync<JobMovedException>(() => Save(_ => new PostgresException("", "ERROR", "ERROR", "RF001")));
        (_saved.Count, _failed.Count).ShouldBe((0, 0));
    }

    [Fact]
    public void who_is_gone_erased_or_out_of_reach_is_not_touched_and_nobody_is_without_permission()
    {
        var contact = Given(SomeContact.Added).Shows<Contact>();
        var erased = Given(SomeContact.Added with { FirstName = PersonName.Erased }).Shows<Contact>();
        BulkItems.Objection(contact, RecordScope.All).ShouldBeNull();
        BulkItems.Objection(contact, RecordScope.Of(contact.OwnerId)).ShouldBeNull();
        BulkItems.Objection(contact, RecordScope.Of(Some.Id())).ShouldBe("out-of-reach");
        BulkItems.Objection(erased, RecordScope.All).ShouldBe("erased");
        BulkItems.Objection(contact: null, RecordScope.All).ShouldBe("gone");
        BulkItems.Objection(contact, reach: null).ShouldBe("not-permitted");
        BulkItems.ReasonOf(Rejection.NotFound(""), Given(SomeContact.Added, SomeContact.Deleted).Shows<Contact>()).ShouldBe("deleted");
        BulkItems.ReasonOf(Rejection.Because("too-many-tags", ""), contact).ShouldBe("too-many-tags");
    }

    private Task Save(Func<IReadOnlyList<int>, Exception?> failure) => BulkItems.Save(
        Work, [1, 2, 3, 4],
        items =>
        {
            _tries++;
            if (failure(items) is { } broken)
                return Task.FromException(broken);
            _saved.AddRange(items);
            return Task.CompletedTask;
        },
        item =>
        {
            _failed.Add(item);
            return Task.CompletedTask;
        });
}
