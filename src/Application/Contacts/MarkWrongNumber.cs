using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Application.Contacts;

/// <summary>Somebody else answered at this number. Of contacts that were put away it is known too, should they come back.</summary>
public sealed record MarkWrongNumber(PhoneNumber Number);

public static class MarkWrongNumberHandler
{
    public static Decision Handle(MarkWrongNumber command, Contact contact, DateTimeOffset now) =>
        contact.Phones.Any(phone => IsToMark(phone, command))
            ? [new ContactPhonesChanged([.. contact.Phones.Select(phone => Marked(phone, command))], now)]
            : [];

    private static ContactPhone Marked(ContactPhone phone, MarkWrongNumber command) =>
        IsToMark(phone, command) ? phone with { State = PhoneState.WrongNumber } : phone;

    /// <summary>An opt-out is the stronger word: it stays.</summary>
    private static bool IsToMark(ContactPhone phone, MarkWrongNumber command) =>
        phone.Number == command.Number && phone.State is null;
}
