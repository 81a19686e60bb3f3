using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Specs.Contacts;

/// <summary>Facts of a contact that several specs share.</summary>
internal static class SomeContact
{
    public static readonly ContactPhone Mobile = new(new PhoneNumber("+14155550100"), "mobile");
    public static readonly ContactPhone Desk = new(new PhoneNumber("+14155550101"), "work");
    public static readonly ContactEmail Email = new(new EmailAddress("grace@navy.example"), "work");
    public static readonly ContactField Rank = new("rank", new FreeText("O-7"));

    public static readonly ContactAdded Added = new(
        new PersonName("Grace"), new PersonName("Hopper"), new FreeText("Rear Admiral"), [Mobile], [Email],
        "America/New_York", Some.Id(), ["navy"], [Rank], "conference", Now);

    public static readonly ContactDeleted Deleted = new(Now);

    public static readonly ContactRestored Restored = new(Now);
}
