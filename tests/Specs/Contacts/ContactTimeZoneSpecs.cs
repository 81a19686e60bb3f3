using SalesEngagement.Application.Contacts;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Projections.Contacts;

namespace SalesEngagement.Specs.Contacts;

/// <summary>A time zone says where it is known from, and what was stated is never overruled by a guess.</summary>
public sealed class ContactTimeZoneSpecs
{
    private static readonly ContactAdded Stated = SomeContact.Added;
    private static readonly ContactAdded Unknown = SomeContact.Added with { TimeZone = null, Phones = [] };
    private static readonly ContactAdded Guessed =
        SomeContact.Added with { TimeZone = "Europe/London", TimeZoneProvenance = TimeZoneProvenance.AreaCode };

    private static readonly ContactPhone Berlin = new(new PhoneNumber("+4930901820"), "work");

    [Theory]
    [InlineData("+4930901820", "Europe/Berlin")]
    [InlineData("+12125550100", "America/New_York")]
    [InlineData("+14155550100", "America/Los_Angeles")]
    [InlineData("+442079460100", "Europe/London")]
    [InlineData("+818012345678", "Asia/Tokyo")]
    [InlineData("+18005550100", null)]
    [InlineData("+5511", null)]
    public void the_first_number_tells_the_zone_if_its_place_has_one(string number, string? zone) =>
        AreaCodeZone.Of([new(new PhoneNumber(number), "work")]).ShouldBe(zone);

    [Fact]
    public void without_a_number_there_is_no_guess() => AreaCodeZone.Of([]).ShouldBeNull();

    [Fact]
    public void a_contact_without_a_stated_zone_is_added_with_that_of_the_first_number() =>
        AddContactHandler.Handle(Adding(timeZone: null, provenance: null, Berlin), Now)
            .Then(Unknown with { Phones = [Berlin], TimeZone = "Europe/Berlin", TimeZoneProvenance = TimeZoneProvenance.AreaCode });

    [Theory]
    [InlineData(null)]
    [InlineData(TimeZoneProvenance.Stated)]
    public void a_stated_zone_stands_whatever_the_number_says(TimeZoneProvenance? provenance) =>
        AddContactHandler.Handle(Adding("Asia/Tokyo", provenance, Berlin), Now)
            .Then(Unknown with { Phones = [Berlin], TimeZone = "Asia/Tokyo" });

    [Fact]
    public void an_old_contact_s_zone_was_stated_and_one_without_has_no_provenance()
    {
        Given(Stated).Shows<Contact>().TimeZoneProvenance.ShouldBe(TimeZoneProvenance.Stated);
        Given(Stated).Shows<ContactCard>().TimeZoneProvenance.ShouldBe(TimeZoneProvenance.Stated);
        Given(Unknown).Shows<Contact>().TimeZoneProvenance.ShouldBeNull();
        Given(Unknown).Shows<ContactCard>().TimeZoneProvenance.ShouldBeNull();
    }

    [Fact]
    public void a_zone_that_is_stated_replaces_a_guess() =>
        Given(Guessed).When<Contact>(Changing(new(TimeZone: new("Asia/Tokyo"))))
            .Then(new ContactTimeZoneChanged("Asia/Tokyo", TimeZoneProvenance.Stated, Now));

    [Fact]
    public void stating_what_was_guessed_makes_it_stated() =>
        Given(Guessed).When<Contact>(Changing(new(TimeZone: new("Europe/London"))))
            .Then(new ContactTimeZoneChanged("Europe/London", TimeZoneProvenance.Stated, Now));

    [Fact]
    public void a_guess_follows_the_numbers() =>
        Given(Guessed).When<Contact>(Changing(new(Phones: [Berlin])))
            .Then(new ContactPhonesChanged([Berlin], Now), new ContactTimeZoneChanged("Europe/Berlin", TimeZoneProvenance.AreaCode, Now));

    [Fact]
    public void what_was_stated_does_not_follow_the_numbers() =>
        Given(Stated).When<Contact>(Changing(new(Phones: [Berlin]))).Then(new ContactPhonesChanged([Berlin], Now));

    [Fact]
    public void a_stated_zone_that_is_taken_away_leaves_the_guess() =>
        Given(Stated with { Phones = [Berlin] }).When<Contact>(Changing(new(TimeZone: new(To: null))))
            .Then(new ContactTimeZoneChanged("Europe/Berlin", TimeZoneProvenance.AreaCode, Now));

    [Fact]
    public void a_zone_that_nobody_guesses_is_gone_when_it_is_taken_away() =>
        Given(Unknown with { TimeZone = "Asia/Tokyo" }).When<Contact>(Changing(new(TimeZone: new(To: null))))
            .Then(new ContactTimeZoneChanged(null, null, Now));

    [Fact]
    public void other_changes_guess_nothing() =>
        Given(Unknown with { Phones = [Berlin] }).When<Contact>(Changing(new(Tags: []))).Then(new ContactTagsChanged([], Now));

    [Fact]
    public void details_that_repeat_the_zone_leave_its_provenance() =>
        Given(Guessed, new ContactDetailsChanged(null, "Europe/London", [], null, Now))
            .Shows<Contact>().TimeZoneProvenance.ShouldBe(TimeZoneProvenance.AreaCode);

    [Fact]
    public void details_of_old_events_stated_the_zone() =>
        Given(Guessed, new ContactDetailsChanged(null, "Asia/Tokyo", [], null, Now)).Shows<ContactCard>()
            .ShouldSatisfyAllConditions(
                card => card.TimeZone.ShouldBe("Asia/Tokyo"),
                card => card.TimeZoneProvenance.ShouldBe(TimeZoneProvenance.Stated));

    [Fact]
    public void a_card_shows_the_zone_of_the_last_change() =>
        Given(Stated, new ContactTimeZoneChanged("Europe/Berlin", TimeZoneProvenance.Address, Now)).Shows<ContactCard>()
            .ShouldSatisfyAllConditions(
                card => card.TimeZone.ShouldBe("Europe/Berlin"),
                card => card.TimeZoneProvenance.ShouldBe(TimeZoneProvenance.Address));

    private static AddContact Adding(string? timeZone, TimeZoneProvenance? provenance, params ContactPhone[] phones) => new(
        Unknown.FirstName, Unknown.LastName, Unknown.Title, phones, Unknown.Emails, timeZone, Unknown.OwnerId, Unknown.Tags,
        Unknown.Fields, Unknown.Source, provenance);

    private static Func<Contact, DateTimeOffset, Decision> Changing(ChangeContact command) =>
        (contact, now) => ChangeContactHandler.Handle(command, contact, now);
}
