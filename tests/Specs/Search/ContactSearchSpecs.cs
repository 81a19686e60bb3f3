using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Projections.Search;
using SalesEngagement.Specs.Contacts;

namespace SalesEngagement.Specs.Search;

public sealed class ContactSearchSpecs
{
    private static readonly ContactAdded Added = SomeContact.Added;
    private static readonly DateTimeOffset Later = Now.AddDays(1);

    [Theory]
    [InlineData("grace hopper")]
    [InlineData("hopper")]
    [InlineData("415 555-0100")]
    [InlineData("grace@navy.example")]
    [InlineData("rear admiral")]
    [InlineData("navy")]
    [InlineData("O-7")]
    public void an_added_contact_is_found_by_all_that_is_known_of_it(string asked) =>
        Given(Added).Shows<ContactSearch>().Finds(asked).ShouldBeGreaterThan(0);

    [Fact]
    public void a_renamed_contact_is_found_by_its_new_name_and_not_by_the_old()
    {
        var row = After(new ContactRenamed(new("Grace"), new("Murray"), Later));
        row.Finds("murray").ShouldBeGreaterThan(0);
        row.Finds("hopper").ShouldBe(0);
    }

    [Fact]
    public void phones_are_those_of_the_last_change()
    {
        var row = After(new ContactPhonesChanged([SomeContact.Desk], Later));
        row.Finds("5550101").ShouldBeGreaterThan(0);
        row.Finds("5550100").ShouldBe(0);
    }

    [Fact]
    public void emails_are_those_of_the_last_change() =>
        After(new ContactEmailsChanged([], Later)).Finds("navy.example").ShouldBe(0);

    [Fact]
    public void details_are_those_of_the_last_change()
    {
        var row = After(new ContactDetailsChanged(new("Professor"), "Asia/Tokyo", [], "import", Later));
        row.Finds("professor").ShouldBeGreaterThan(0);
        row.Finds("admiral").ShouldBe(0);
        row.TimeZone.ShouldBe("Asia/Tokyo");
    }

    [Fact]
    public void the_time_zone_is_that_of_the_last_change() =>
        After(new ContactTimeZoneChanged("Asia/Tokyo", TimeZoneProvenance.Address, Later)).TimeZone.ShouldBe("Asia/Tokyo");

    [Fact]
    public void the_stage_is_that_of_the_last_change_and_a_key()
    {
        var row = After(new ContactStageChanged("working", Later));
        row.Stage.ShouldBe("working");
        row.Keys.ShouldContain(new SearchKey("tenant").Of(KeyKind.Stage, "working"));
        After(new ContactStageChanged("working", Later), new ContactStageChanged(null, Later)).Stage.ShouldBeNull();
    }

    [Fact]
    public void a_contact_is_found_by_the_company_it_works_for_and_not_by_the_one_before()
    {
        var (acme, globex) = (Some.Id(), Some.Id());
        var row = After(new ContactCompanyChanged(acme, "Acme", Later), new ContactCompanyChanged(globex, "Globex", Later));
        row.CompanyId.ShouldBe(globex);
        row.Keys.ShouldContain(new SearchKey("tenant").Of(KeyKind.Company, globex.ToString()));
        row.Finds("globex", globex).ShouldBeGreaterThan(0);
        row.Finds("acme", acme).ShouldBe(0);
    }

    [Fact]
    public void what_its_company_was_called_when_it_was_chosen_is_no_key_of_a_contact()
    {
        var globex = Some.Id();
        var row = After(new ContactCompanyChanged(globex, "Globex", Later));
        row.Finds("globex").ShouldBe(0);
        (row with { CompanyName = "Initech" }).Finds("initech", globex).ShouldBeGreaterThan(0);
        (row with { CompanyName = "Initech" }).Finds("globex", globex).ShouldBe(0);
    }

    [Fact]
    public void clear_fields_are_those_of_the_last_change() =>
        After(new ContactClearFieldsChanged([new("segment", "enterprise", FieldKind.Choice)], Later)).Finds("enterprise").ShouldBeGreaterThan(0);

    [Fact]
    public void the_owner_is_the_last_one_assigned()
    {
        var owner = Some.Id();
        After(new ContactOwnerAssigned(owner, Later)).OwnerId.ShouldBe(owner);
    }

    [Fact]
    public void tags_are_those_of_the_last_change() =>
        After(new ContactTagsChanged(["cobol"], Later)).Finds("cobol").ShouldBeGreaterThan(0);

    [Fact]
    public void the_time_is_that_of_the_last_change() => After(new ContactTagsChanged([], Later)).ChangedAt.ShouldBe(Later);

    [Fact]
    public void a_deleted_contact_has_no_key_and_a_restored_one_has_those_it_had()
    {
        After(SomeContact.Deleted).Keys.ShouldBeEmpty();
        After(SomeContact.Deleted, SomeContact.Restored).Keys.ShouldBe(Given(Added).Shows<ContactSearch>().Keys);
    }

    [Fact]
    public void an_erased_contact_has_no_key() => Given(Added with
    {
        FirstName = PersonName.Erased,
        LastName = PersonName.Erased,
    }).Shows<ContactSearch>().Keys.ShouldBeEmpty();

    [Fact]
    public void a_contact_with_everything_has_a_bounded_number_of_keys()
    {
        var longText = string.Join(' ', Enumerable.Range(0, 2000).Select(i => $"word{i}"));
        Given(Added with { Fields = [new("all", new FreeText(longText))] }).Shows<ContactSearch>().Keys.Length.ShouldBeLessThan(1000);
    }

    [Fact]
    public void a_note_is_found_by_its_words()
    {
        var note = Given(Dispositioned("Wants pricing")).ShowsRows<NoteSearch>().Single();
        note.Keys.Length.ShouldBe(2);
        Given(Dispositioned("pricing WANTS")).ShowsRows<NoteSearch>().Single().Keys.ShouldBe(note.Keys);
    }

    [Fact]
    public void an_erased_note_has_no_key_and_no_note_no_row()
    {
        Given(Dispositioned(FreeText.Erased.Value)).ShowsRows<NoteSearch>().Single().Keys.ShouldBeEmpty();
        Given(Dispositioned(null)).ShowsRows<NoteSearch>().ShouldBeEmpty();
    }

    [Fact]
    public void the_keys_of_two_companies_have_nothing_in_common()
    {
        var (ours, theirs) = (new SearchKey("a"), new SearchKey("b"));
        foreach (var word in new[] { "grace", "g", "" })
            ours.Of(KeyKind.Name, word).ShouldNotBe(theirs.Of(KeyKind.Name, word));
    }

    [Fact]
    public void a_key_is_the_same_on_every_machine() => new SearchKey("tenant").Of(KeyKind.Name, "grace").ShouldBe(238150465);

    private static CallDispositioned Dispositioned(string? note) =>
        new(Some.Id(), Some.Id(), Disposition.Interested, note is null ? null : new FreeText(note), null, Now);

    private static ContactSearch After(params object[] changes) => Given([Added, .. changes]).Shows<ContactSearch>();
}
