using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Application.Contacts;

/// <summary>A rep adds somebody to the contacts.</summary>
public sealed record AddContact(
    PersonName FirstName,
    PersonName LastName,
    FreeText? Title,
    IReadOnlyList<ContactPhone> Phones,
    IReadOnlyList<ContactEmail> Emails,
    string? TimeZone,
    Guid OwnerId,
    IReadOnlyList<string> Tags,
    IReadOnlyList<ContactField> Fields,
    string? Source);

public static class AddContactHandler
{
    public static Decision Handle(AddContact command, DateTimeOffset now) =>
    [
        new ContactAdded(
            command.FirstName, command.LastName, command.Title, command.Phones, command.Emails, command.TimeZone,
            command.OwnerId, command.Tags, command.Fields, command.Source, now),
    ];
}
