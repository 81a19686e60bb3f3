using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Projections.Contacts;

namespace SalesEngagement.Specs.Contacts;

public sealed class ContactCardSpecs
{
    private static readonly ContactAdded Added = SomeContact.Added;
    private static readonly DateTimeOffset Later = Now.AddDays(1);

    [Fact]
    public void an_added_contact_shows_with_its_name_for_sorting()
    {
        var card = Given(Added).Shows<ContactCard>();
        (card.FirstName, card.LastName, card.SortName).ShouldBe((new("Grace"), new("Hopper"), new("hopper grace")));
        (card.Phones, card.Emails, card.Fields).ShouldBe((Added.Phones, Added.Emails, Added.Fields));
        (card.Version, card.CreatedAt, card.DeletedAt).ShouldBe((1, Now, null));
    }

    [Fact]
    public void a_renamed_contact_sorts_by_its_new_name() =>
        After(new ContactRenamed(new("Grace"), new("Murray"), Later)).SortName.ShouldBe(new PersonName("murray grace"));

    [Fact]
    public void phones_are_those_of_the_last_change() =>
        After(new ContactPhonesChanged([SomeContact.Desk], Later)).Phones.ShouldBe([SomeContact.Desk]);

    [Fact]
    public void emails_are_those_of_the_last_change() =>
        After(new ContactEmailsChanged([], Later)).Emails.ShouldBeEmpty();

    [Fact]
    public void details_are_those_of_the_last_change() =>
        After(new ContactDetailsChanged(null, "Asia/Tokyo", [], "import", Later))
            .ShouldSatisfyAllConditions(
                card => card.Title.ShouldBeNull(),
                card => card.TimeZone.ShouldBe("Asia/Tokyo"),
                card => card.Fields.ShouldBeEmpty(),
                card => card.Source.ShouldBe("import"));

    [Fact]
    public void the_owner_is_the_last_one_assigned()
    {
        var owner = Some.Id();
        After(new ContactOwnerAssigned(owner, Later)).OwnerId.ShouldBe(owner);
    }

    [Fact]
    public void tags_are_those_of_the_last_change() =>
        After(new ContactTagsChanged(["cobol"], Later)).Tags.ShouldBe(["cobol"]);

    [Fact]
    public void a_deleted_contact_says_since_when() => After(new ContactDeleted(Later)).DeletedAt.ShouldBe(Later);

    [Fact]
    public void a_restored_contact_is_not_deleted() =>
        After(SomeContact.Deleted, new ContactRestored(Later)).DeletedAt.ShouldBeNull();

    [Fact]
    public void the_version_is_that_of_the_last_event() =>
        After(SomeContact.Deleted, SomeContact.Restored).Version.ShouldBe(3);

    private static ContactCard After(params object[] changes)
    {
        var card = Given([Added, .. changes]).Shows<ContactCard>();
        card.CreatedAt.ShouldBe(Now);
        return card;
    }
}
