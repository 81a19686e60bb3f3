using SalesEngagement.Application.Contacts;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;

namespace SalesEngagement.Specs.Contacts;

public sealed class DeleteAndRestoreContactSpecs
{
    private static readonly ContactAdded Added = SomeContact.Added;
    private static readonly ContactDeleted Deleted = SomeContact.Deleted;
    private static readonly ContactRestored Restored = SomeContact.Restored;

    [Fact]
    public void a_contact_is_put_away() => Given(Added).When<Contact>(Delete).Then(Deleted);

    [Fact]
    public void deleting_again_changes_nothing() => Given(Added, Deleted).When<Contact>(Delete).ThenNothing();

    [Fact]
    public void a_deleted_contact_is_brought_back() => Given(Added, Deleted).When<Contact>(Restore).Then(Restored);

    [Fact]
    public void restoring_again_changes_nothing() =>
        Given(Added, Deleted, Restored).When<Contact>(Restore).ThenNothing();

    [Fact]
    public void a_restored_contact_is_whole()
    {
        var before = Given(Added).Shows<Contact>();
        var after = Given(Added, Deleted, Restored).Shows<Contact>();
        after.ShouldBe(before);
    }

    private static Decision Delete(Contact contact, DateTimeOffset now) =>
        DeleteContactHandler.Handle(new(), contact, now);

    private static Decision Restore(Contact contact, DateTimeOffset now) =>
        RestoreContactHandler.Handle(new(), contact, now);
}
