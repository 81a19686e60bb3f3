using SalesEngagement.Domain.Contacts;

namespace SalesEngagement.Application.Contacts;

/// <summary>Decides in which time zone a contact lives when that, or their numbers, are said anew.</summary>
internal static class ContactTimeZone
{
    /// <summary>
    /// What is stated stands. A zone that came from the area code, or none, follows the numbers; so does one that is taken
    /// away.
    /// </summary>
    public static ContactTimeZoneChanged? Changed(
        ChangeContact command, Contact contact, IReadOnlyList<ContactPhone> phones, DateTimeOffset now)
    {
        var (zone, provenance) = command.TimeZone switch
        {
            { To: { } said } => (said, command.TimeZoneProvenance ?? TimeZoneProvenance.Stated),
            null when command.Phones is null || contact.TimeZoneProvenance is not (null or TimeZoneProvenance.AreaCode) =>
                (contact.TimeZone, contact.TimeZoneProvenance),
            _ => FromAreaCode(phones),
        };
        return (zone, provenance) == (contact.TimeZone, contact.TimeZoneProvenance) ? null : new(zone, provenance, now);
    }

    private static (string? Zone, TimeZoneProvenance? Provenance) FromAreaCode(IReadOnlyList<ContactPhone> phones) =>
        AreaCodeZone.Of(phones) is { } zone ? (zone, TimeZoneProvenance.AreaCode) : (null, null);
}
