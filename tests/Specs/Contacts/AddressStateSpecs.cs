using SalesEngagement.Application.Calls;
using SalesEngagement.Application.Contacts;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Specs.Contacts;

/// <summary>Numbers and addresses have a state, which stays with them until somebody says otherwise.</summary>
public sealed class AddressStateSpecs
{
    private static readonly ContactAdded Added = SomeContact.Added;
    private static readonly ContactPhone Wrong = SomeContact.Mobile with { State = PhoneState.WrongNumber };
    private static readonly ContactEmail Bounced = SomeContact.Email with { State = EmailState.Bounced };

    [Fact]
    public void a_number_of_an_old_event_is_valid() =>
        Given(Added).Shows<Contact>().Phones.ShouldAllBe(phone => phone.State == null);

    [Fact]
    public void a_state_that_is_said_is_kept() =>
        Given(Added).When<Contact>(Changing(new(Phones: [Wrong]))).Then(new ContactPhonesChanged([Wrong], Now));

    [Fact]
    public void phones_without_a_state_keep_the_one_of_the_same_number() =>
        Given(Added, new ContactPhonesChanged([Wrong], Now))
            .When<Contact>(Changing(new(Phones: [SomeContact.Desk, SomeContact.Mobile])))
            .Then(new ContactPhonesChanged([SomeContact.Desk, Wrong], Now));

    [Fact]
    public void emails_without_a_state_keep_the_one_of_the_same_address_however_it_is_written()
    {
        var shouted = new ContactEmail(new EmailAddress("GRACE@navy.example"), "home");
        Given(Added, new ContactEmailsChanged([Bounced], Now)).When<Contact>(Changing(new(Emails: [shouted])))
            .Then(new ContactEmailsChanged([shouted with { State = EmailState.Bounced }], Now));
    }

    [Fact]
    public void a_label_that_is_not_said_stays_and_that_of_a_new_number_is_work()
    {
        var (old, other) = (SomeContact.Mobile with { Label = "beach house" }, new ContactPhone(new PhoneNumber("+442071838750"), ""));
        Given(Added, new ContactPhonesChanged([old], Now))
            .When<Contact>(Changing(new(Phones: [old with { Label = "" }, other])))
            .Then(new ContactPhonesChanged([old, other with { Label = "work" }], Now));
    }

    [Fact]
    public void phones_and_emails_said_again_without_their_labels_change_nothing() =>
        Given(Added).When<Contact>(Changing(new(
            Phones: [SomeContact.Mobile with { Label = "" }], Emails: [SomeContact.Email with { Label = "" }]))).ThenNothing();

    [Fact]
    public void a_number_that_is_valid_again_has_no_state_any_more() =>
        Given(Added, new ContactPhonesChanged([Wrong], Now))
            .When<Contact>(Changing(new(Phones: [Wrong with { State = PhoneState.Valid }])))
            .Then(new ContactPhonesChanged([SomeContact.Mobile], Now));

    [Fact]
    public void to_call_valid_what_is_valid_changes_nothing() =>
        Given(Added).When<Contact>(Changing(new(
            Phones: [SomeContact.Mobile with { State = PhoneState.Valid }], Emails: [SomeContact.Email with { State = EmailState.Valid }])))
            .ThenNothing();

    [Fact]
    public void a_wrong_number_is_marked_and_the_others_are_not() =>
        Given(Added, new ContactPhonesChanged([SomeContact.Mobile, SomeContact.Desk], Now)).When<Contact>(Marking)
            .Then(new ContactPhonesChanged([Wrong, SomeContact.Desk], Now));

    [Fact]
    public void marking_the_same_again_changes_nothing() =>
        Given(Added, new ContactPhonesChanged([Wrong], Now)).When<Contact>(Marking).ThenNothing();

    [Fact]
    public void an_opt_out_is_not_replaced_by_a_wrong_number() =>
        Given(Added, new ContactPhonesChanged([SomeContact.Mobile with { State = PhoneState.OptedOutElsewhere }], Now))
            .When<Contact>(Marking).ThenNothing();

    [Fact]
    public void a_number_that_is_not_the_contact_s_any_more_is_not_marked() =>
        Given(Added, new ContactPhonesChanged([SomeContact.Desk], Now)).When<Contact>(Marking).ThenNothing();

    [Theory]
    [InlineData(PhoneState.WrongNumber, "wrong-number")]
    [InlineData(PhoneState.OptedOutElsewhere, "opted-out-elsewhere")]
    public void a_number_that_something_is_known_against_is_not_called(PhoneState state, string reason)
    {
        var contact = Given(Added, new ContactPhonesChanged([SomeContact.Mobile with { State = state }, SomeContact.Desk], Now)).Shows<Contact>();
        DialGate.Objections(contact, SomeContact.Mobile.Number).Select(objection => objection.Code).ShouldBe([reason]);
        DialGate.NumberFor(contact, asked: null).ShouldBe(SomeContact.Desk.Number);
        DialGate.Objections(contact, SomeContact.Desk.Number).ShouldBeEmpty();
    }

    private static Func<Contact, DateTimeOffset, Decision> Marking =>
        (contact, now) => MarkWrongNumberHandler.Handle(new(SomeContact.Mobile.Number), contact, now);

    private static Func<Contact, DateTimeOffset, Decision> Changing(ChangeContact command) =>
        (contact, now) => ChangeContactHandler.Handle(command, contact, now);
}
