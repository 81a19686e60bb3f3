using System.Security.Cryptography;
using System.Text;

namespace SalesEngagement.TwilioDouble.Callbacks;

/// <summary>Signs as Twilio does: URL, then the form's names and values in ordinal order, HMAC-SHA1, base64.</summary>
internal static class TwilioSignature
{
    public static string Of(string url, IEnumerable<KeyValuePair<string, string>> form, string authToken)
    {
        var text = new StringBuilder(url);
        foreach (var (name, value) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
            text.Append(name).Append(value);
#pragma warning disable CA5350 // Twilio's algorithm.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(text.ToString())));
#pragma warning restore CA5350
    }
}
