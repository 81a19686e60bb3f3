using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.CustomFields;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Specs.Contacts;

public sealed class ChangeContactSpecs
{
    private static readonly ContactAdded Added = SomeContact.Added;
    private static readonly PersonName Murray = new("Murray");

    [Fact]
    public void a_new_last_name_renames_and_keeps_the_first() =>
        Given(Added).When<Contact>(Changing(new(LastName: Murray))).Then(new ContactRenamed(Added.FirstName, Murray, Now));

    [Fact]
    public void new_phones_replace_all_phones() =>
        Given(Added).When<Contact>(Changing(new(Phones: [SomeContact.Desk])))
            .Then(new ContactPhonesChanged([SomeContact.Desk], Now));

    [Fact]
    public void new_emails_replace_all_emails() =>
        Given(Added).When<Contact>(Changing(new(Emails: []))).Then(new ContactEmailsChanged([], Now));

    [Fact]
    public void a_title_that_is_removed_leaves_the_other_details() =>
        Given(Added).When<Contact>(Changing(new(Title: new(To: null)))).Then(Details(null, SomeContact.Rank));

    [Fact]
    public void a_field_without_value_is_removed_and_others_stay()
    {
        var year = new ContactField("year", new FreeText("1906"));
        var fields = new Dictionary<string, FieldValue?> { [SomeContact.Rank.Name] = null, [year.Name] = new(year.Value.Value) };

        Given(Added).When<Contact>(Changing(new(Fields: fields))).Then(Details(Added.Title, year));
    }

    [Fact]
    public void clearing_fields_removes_all_of_them() =>
        Given(Added).When<Contact>(Changing(new(ClearFields: true))).Then(Details(Added.Title));

    [Fact]
    public void more_fields_than_a_contact_may_have_are_refused() =>
        Given(Added).When<Contact>(Changing(new(Fields: Enumerable.Range(0, FieldSet.Most)
            .ToDictionary(i => $"field {i}", FieldValue? (_) => new("x"))))).ThenRejected("too-many-fields");

    [Fact]
    public void a_new_owner_is_assigned()
    {
        var owner = Some.Id();
        Given(Added).When<Contact>(Changing(new(OwnerId: owner))).Then(new ContactOwnerAssigned(owner, Now));
    }

    [Fact]
    public void new_tags_replace_all_tags() =>
        Given(Added).When<Contact>(Changing(new(Tags: ["navy", "cobol"])))
            .Then(new ContactTagsChanged(["navy", "cobol"], Now));

    [Fact]
    public void several_changes_are_several_facts() =>
        Given(Added).When<Contact>(Changing(new(FirstName: new("G."), Tags: [])))
            .Then(new ContactRenamed(new("G."), Added.LastName, Now), new ContactTagsChanged([], Now));

    [Fact]
    public void the_same_again_changes_nothing() =>
        Given(Added).When<Contact>(Changing(new(
            Added.FirstName, Added.LastName, new(Added.Title), Added.Phones, Added.Emails, new(Added.TimeZone),
            Added.OwnerId, Added.Tags, Added.Fields.ToDictionary(f => f.Name, FieldValue? (f) => new(f.Value.Value)),
            ClearFields: false, new(Added.Source)))).ThenNothing();

    [Fact]
    public void saying_nothing_changes_nothing() =>
        Given(Added).When<Contact>(Changing(new())).ThenNothing();

    [Fact]
    public void a_deleted_contact_cannot_be_found() =>
        Given(Added, SomeContact.Deleted).When<Contact>(Changing(new(LastName: Murray)))
            .ThenRejected(Rejection.NotFoundCode);

    private static ContactDetailsChanged Details(FreeText? title, params ContactField[] fields) =>
        new(title, Added.TimeZone, fields, Added.Source, Now);

    private static Func<Contact, DateTimeOffset, Decision> Changing(ChangeContact command) =>
        (contact, now) => ChangeContactHandler.Handle(command, contact, now);
}
