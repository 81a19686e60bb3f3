using PhoneNumbers;
using SalesEngagement.Domain.Contacts;

namespace SalesEngagement.Application.Contacts;

/// <summary>Knows in which time zone a number is at home.</summary>
public static class AreaCodeZone
{
    /// <summary>
    /// The zone of the first number's area code or country, by libphonenumber's tables; null when there is no number, it
    /// belongs to no place, or its place has several zones: a wrong zone is worse than none, since people are called by it.
    /// </summary>
    public static string? Of(IReadOnlyList<ContactPhone> phones)
    {
        if (phones is not [var first, ..])
            return null;

        try
        {
            var number = PhoneNumberUtil.GetInstance().Parse(first.Number.Value, defaultRegion: null);
            return PhoneNumberToTimeZonesMapper.GetInstance().GetTimeZonesForNumber(number) is [var only] && TimeZoneText.IsKnown(only)
                ? only
                : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
