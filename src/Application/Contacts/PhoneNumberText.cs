using PhoneNumbers;
using PhoneNumber = SalesEngagement.Domain.Privacy.PhoneNumber;

namespace SalesEngagement.Application.Contacts;

/// <summary>Reads numbers as people write them.</summary>
public static class PhoneNumberText
{
    private const int Longest = 40;

    /// <summary>The number in E.164, or null when no such number can exist.</summary>
    /// <param name="text">With its country code: <c>+1 415 555 0100</c>.</param>
    public static PhoneNumber? Read(string? text) => Read(text, country: null);

    /// <summary>Whether numbers without a country code can be read as those of this country (ISO 3166, two letters).</summary>
    public static bool IsCountry(string country) => PhoneNumberUtil.GetInstance().GetSupportedRegions().Contains(country);

    /// <summary>The number in E.164, or null when no such number can exist.</summary>
    /// <param name="text">With its country code, or as it is dialled in <paramref name="country"/>.</param>
    /// <param name="country">ISO 3166, two letters; null: none is assumed.</param>
    public static PhoneNumber? Read(string? text, string? country)
    {
        if (text is not { Length: > 0 and <= Longest })
            return null;

        try
        {
            var util = PhoneNumberUtil.GetInstance();
            var number = util.Parse(text, country);
            return util.IsPossibleNumber(number) && !number.HasExtension
                ? new PhoneNumber(util.Format(number, PhoneNumberFormat.E164))
                : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
