using SalesEngagement.Application.Lists;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Lists;
using SalesEngagement.Projections.Lists;

namespace SalesEngagement.Specs.Lists;

public sealed class ListSpecs
{
    private static readonly Guid Owner = Some.Id();
    private static readonly SavedSearch Vips = new(Tag: "vip");
    private static readonly ContactListCreated Dynamic = new(new("VIPs"), Owner, Vips, IsShared: false, Now);
    private static readonly ContactListCreated Static = new(new("Friends"), Owner, Search: null, IsShared: false, Now);
    private static readonly ListMemberAdded Added = new(Some.Id(), Some.Id(), Now);

    [Fact]
    public void a_list_is_what_was_made() =>
        CreateListHandler.Handle(new(new("VIPs"), Owner, Vips, IsShared: false), Now).Then(Dynamic);

    [Fact]
    public void a_list_can_be_renamed_shared_and_look_for_others_at_once() =>
        Changing(Dynamic, new(new("Best"), new(Tag: "best"), IsShared: true)).Then(
            new ContactListRenamed(Owner, new("Best"), Now),
            new ContactListSearchChanged(Owner, new(Tag: "best"), Now),
            new ContactListSharingChanged(IsShared: true, Now));

    [Fact]
    public void the_same_again_changes_nothing()
    {
        Changing(Dynamic, new(new("VIPs"), new(Tag: "vip"), IsShared: false)).ThenNothing();
        Given(Static, new ContactListDeleted(Now)).When<ContactList>((list, now) => DeleteListHandler.Handle(new(), list, now)).ThenNothing();
    }

    [Fact]
    public void a_list_that_contacts_are_put_on_gets_no_search() =>
        Changing(Static, new(Search: Vips)).ThenRejected("list-not-dynamic");

    [Fact]
    public void a_deleted_list_is_not_there() => Given(Static, new ContactListDeleted(Now))
        .When<ContactList>((list, now) => ChangeListHandler.Handle(new(new("Again")), list, now)).ThenRejected("not-found");

    [Fact]
    public void a_list_that_is_there_can_be_deleted() =>
        Given(Static).When<ContactList>((list, now) => DeleteListHandler.Handle(new(), list, now)).Then(new ContactListDeleted(Now));

    [Fact]
    public void a_contact_is_put_on_a_list_once()
    {
        var command = new AddToList(Added.ListId, Added.ContactId);
        AddToListHandler.Handle(command, member: null, Now).Then(Added);
        Given(Added).When<ListMember>((member, now) => AddToListHandler.Handle(command, member, now)).ThenNothing();
        Given(Added, new ListMemberRemoved(Now)).When<ListMember>((member, now) => AddToListHandler.Handle(command, member, now)).Then(Added);
    }

    [Fact]
    public void a_contact_is_taken_off_a_list_once()
    {
        Given(Added).When<ListMember>(Removing).Then(new ListMemberRemoved(Now));
        Given(Added, new ListMemberRemoved(Now)).When<ListMember>(Removing).ThenNothing();
    }

    [Fact]
    public void a_contact_on_a_list_has_one_stream_and_another_on_each_other_list()
    {
        var (list, contact) = (Some.Id(), Some.Id());
        ListMember.IdOf(list, contact).ShouldBe(ListMember.IdOf(list, contact));
        ListMember.IdOf(list, contact).ShouldNotBe(ListMember.IdOf(contact, list));
        ListMember.IdOf(list, contact).Version.ShouldBe(8);
    }

    [Fact]
    public void a_card_shows_what_the_list_is()
    {
        var card = Given(Dynamic, new ContactListRenamed(Owner, new("Best"), Now), new ContactListSharingChanged(IsShared: true, Now)).Shows<ListCard>();
        (card.Name, card.IsShared, card.IsDynamic, card.Version).ShouldBe((new("Best"), true, true, 3));
        Given(Dynamic, new ContactListSearchChanged(Owner, new(Tag: "best"), Now)).Shows<ListCard>().Search.ShouldBe(new(Tag: "best"));
        Given(Static, new ContactListDeleted(Now)).Shows<ListCard>().IsDeleted.ShouldBeTrue();
    }

    [Fact]
    public void a_membership_shows_whether_it_still_is_one()
    {
        var later = Added with { AddedAt = Now.AddDays(1) };
        Given(Added).Shows<ListMembership>().IsOn.ShouldBeTrue();
        Given(Added, new ListMemberRemoved(Now)).Shows<ListMembership>().IsOn.ShouldBeFalse();
        var again = Given(Added, new ListMemberRemoved(Now), later).Shows<ListMembership>();
        (again.IsOn, again.AddedAt).ShouldBe((true, later.AddedAt));
    }

    private static Decision Changing(ContactListCreated created, ChangeList command) =>
        Given(created).When<ContactList>((list, now) => ChangeListHandler.Handle(command, list, now));

    private static Decision Removing(ListMember member, DateTimeOffset now) => RemoveFromListHandler.Handle(new(), member, now);
}
