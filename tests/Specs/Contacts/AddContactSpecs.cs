using SalesEngagement.Application.Contacts;
using SalesEngagement.Domain.Contacts;

namespace SalesEngagement.Specs.Contacts;

public sealed class AddContactSpecs
{
    private static readonly ContactAdded Added = SomeContact.Added;

    [Fact]
    public void a_contact_is_added_with_all_that_is_known()
    {
        var command = new AddContact(
            Added.FirstName, Added.LastName, Added.Title, Added.Phones, Added.Emails, Added.TimeZone, Added.OwnerId,
            Added.Tags, Added.Fields, Added.Source);

        AddContactHandler.Handle(command, Now).Then(Added);
    }
}
