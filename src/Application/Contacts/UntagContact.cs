using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;

namespace SalesEngagement.Application.Contacts;

/// <summary>A rep takes a tag off a contact.</summary>
public sealed record UntagContact(string Tag);

public static class UntagContactHandler
{
    public static Decision Handle(UntagContact command, Contact contact, DateTimeOffset now) => contact switch
    {
        _ when ContactUse.Objection(contact) is { } objection => objection,
        _ when contact.Tags.Contains(command.Tag) => [new ContactTagsChanged([.. contact.Tags.Where(tag => tag != command.Tag)], now)],
        _ => [],
    };
}
