using System.Globalization;

namespace SalesEngagement.Host.Demo;

/// <summary>A town with the names people have there and numbers that its country's regulator set aside for fiction.</summary>
/// <param name="Country">Tag of its contacts.</param>
/// <param name="City">Its name.</param>
/// <param name="TimeZone">IANA.</param>
/// <param name="NumberPrefix">E.164 up to the digits that run.</param>
/// <param name="RunningDigits">How many run.</param>
/// <param name="FirstNames">As common there.</param>
/// <param name="LastNames">As common there.</param>
internal sealed record DemoPlace(
    string Country, string City, string TimeZone, string NumberPrefix, int RunningDigits, string[] FirstNames, string[] LastNames)
{
    /// <summary>Keeps clear of 90 to 99, with which the Twilio double plays busy, voicemail and worse.</summary>
    public string NumberOf(int n) =>
        NumberPrefix + (n % 90).ToString(CultureInfo.InvariantCulture).PadLeft(RunningDigits, '0');
}
