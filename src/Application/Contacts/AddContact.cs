using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Application.Contacts;

/// <summary>A rep adds somebody to the contacts. A time zone that is not said follows from the first number.</summary>
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
    string? Source,
    TimeZoneProvenance? TimeZoneProvenance = null,
    string? Stage = null,
    CompanyChoice? Company = null,
    IReadOnlyList<ClearField>? ClearFields = null);

public static class AddContactHandler
{
    public static Decision Handle(AddContact command, DateTimeOffset now)
    {
        var zone = command.TimeZone ?? AreaCodeZone.Of(command.Phones);
        var added = new ContactAdded(
            command.FirstName, command.LastName, command.Title, AddressStates.Of(command.Phones, known: []),
            AddressStates.Of(command.Emails, known: []), zone, command.OwnerId, command.Tags, command.Fields, command.Source,
            now, ProvenanceOf(command, zone), command.Stage, command.Company?.Id, command.Company?.Name);
        return command.ClearFields is { Count: > 0 } clear ? [added, new ContactClearFieldsChanged(clear, now)] : [added];
    }

    /// <summary>A stated zone needs no word: all were stated before there were provenances.</summary>
    private static TimeZoneProvenance? ProvenanceOf(AddContact command, string? zone) => (zone, command) switch
    {
        (null, _) => null,
        (_, { TimeZone: null }) => TimeZoneProvenance.AreaCode,
        (_, { TimeZoneProvenance: TimeZoneProvenance.Stated }) => null,
        _ => command.TimeZoneProvenance,
    };
}
