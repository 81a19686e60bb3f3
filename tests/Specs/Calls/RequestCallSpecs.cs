using SalesEngagement.Application.Calls;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Specs.Contacts;

namespace SalesEngagement.Specs.Calls;

public sealed class RequestCallSpecs
{
    private static readonly ContactAdded Added = SomeContact.Added with { Phones = [SomeContact.Mobile, SomeContact.Desk] };
    private static readonly Guid ContactId = Some.Id();
    private static readonly Guid UserId = Some.Id();

    [Fact]
    public void a_contact_is_called_at_its_first_number() =>
        Given(Added).When<Contact>(Calling(phone: null)).Then(Requested(SomeContact.Mobile.Number));

    [Fact]
    public void a_contact_is_called_at_the_number_asked_for() =>
        Given(Added).When<Contact>(Calling(SomeContact.Desk.Number)).Then(Requested(SomeContact.Desk.Number));

    [Fact]
    public void the_gate_blocks_a_contact_without_number() =>
        Reasons(Given(Added, new ContactPhonesChanged([], Now)).When<Contact>(Calling(phone: null))).ShouldBe(["no-phone"]);

    [Fact]
    public void the_gate_blocks_a_number_that_is_not_the_contacts() =>
        Reasons(Given(Added).When<Contact>(Calling(new("+4930123456")))).ShouldBe(["phone-not-of-contact"]);

    [Fact]
    public void a_deleted_contact_cannot_be_found() =>
        Given(Added, SomeContact.Deleted).When<Contact>(Calling(phone: null)).ThenRejected(Rejection.NotFoundCode);

    private static CallRequested Requested(PhoneNumber to) =>
        new(ContactId, UserId, to, "+14155550000", CallDirection.Outbound, Now);

    private static IEnumerable<string> Reasons(Decision decision)
    {
        decision.ThenRejected(DialGate.BlockedCode);
        return decision.Rejection!.Reasons.Select(reason => reason.Code);
    }

    private static Func<Contact, DateTimeOffset, Decision> Calling(PhoneNumber? phone) => (contact, now) =>
        RequestCallHandler.Handle(new RequestCall(ContactId, phone, "+14155550000", UserId), contact, now);
}
