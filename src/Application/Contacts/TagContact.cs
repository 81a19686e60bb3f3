using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;

namespace SalesEngagement.Application.Contacts;

/// <summary>A rep puts a tag on a contact.</summary>
public sealed record TagContact(string Tag);

public static class TagContactHandler
{
    /// <summary>More tags than this a contact cannot have.</summary>
    public const int MostTags = 50;

    public static Decision Handle(TagContact command, Contact contact, DateTimeOffset now) => contact switch
    {
        _ when ContactUse.Objection(contact) is { } objection => objection,
        _ when contact.Tags.Contains(command.Tag) => [],
        { Tags.Count: >= MostTags } => Rejection.Because("too-many-tags", $"A contact has at most {MostTags} tags."),
        _ => [new ContactTagsChanged([.. contact.Tags, command.Tag], now)],
    };
}
