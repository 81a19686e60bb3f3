using System.Globalization;

namespace SalesEngagement.TwilioDouble.Rest;

/// <summary>Dates as Twilio writes them: <c>Tue, 31 Aug 2010 20:36:28 +0000</c>.</summary>
internal static class Rfc2822
{
    public static string Of(DateTimeOffset at) =>
        at.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}
