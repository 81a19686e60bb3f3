using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace SalesEngagement.TwilioDouble.Callbacks;

/// <summary>
/// How a callback is retried: Twilio's default, one retry when the connection fails, unless the URL's fragment says
/// otherwise: <c>#rc=5&amp;rp=all&amp;rt=15000</c> (retries, policy, milliseconds to wait for the answer).
/// </summary>
internal sealed record RetryPolicy(int Retries, IReadOnlyCollection<string> On, TimeSpan ReadTimeout)
{
    public static RetryPolicy Of(Uri url)
    {
        var said = QueryHelpers.ParseQuery(url.Fragment.TrimStart('#'));
        var policy = said.TryGetValue("rp", out var rp) ? rp.ToString().Split(',') : ["ct"];
        return new(Number("rc", 1, 0, 5), policy, TimeSpan.FromMilliseconds(Number("rt", 15_000, 100, 15_000)));

        int Number(string name, int otherwise, int least, int most) =>
            said.TryGetValue(name, out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var number)
                ? Math.Clamp(number, least, most)
                : otherwise;
    }

    public bool Covers(int? answered, bool connected) =>
        On.Contains("all")
            ? answered is null or < 200 or >= 400
            : answered switch
            {
                >= 500 => On.Contains("5xx"),
                >= 400 => On.Contains("4xx"),
                null => On.Contains(connected ? "rt" : "ct"),
                _ => false,
            };
}
