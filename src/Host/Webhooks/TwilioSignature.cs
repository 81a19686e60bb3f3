using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace SalesEngagement.Host.Webhooks;

/// <summary>Twilio's signature: HMAC-SHA1 under the account's token over the URL and the form (TWILIO.md §5).</summary>
internal static class TwilioSignature
{
    /// <summary>Whether one of the tokens signed this request. Twilio may or may not have signed the URL's port.</summary>
    /// <param name="signature">What <c>X-Twilio-Signature</c> says.</param>
    /// <param name="url">The address that Twilio was told to call, with query, without fragment.</param>
    /// <param name="form">The form's fields, untrimmed; none for a JSON body, whose hash stands in the query.</param>
    /// <param name="tokens">The account's token, and the one before while it is being changed.</param>
    public static bool IsBy(
        string? signature, Uri url, IReadOnlyCollection<KeyValuePair<string, string>> form, IEnumerable<string> tokens)
    {
        var given = Encoding.UTF8.GetBytes(signature ?? "");
        var signed = false;
        foreach (var token in tokens)
        {
            foreach (var spelling in Spellings(url))
                signed |= CryptographicOperations.FixedTimeEquals(given, Sign(spelling, form, token));
        }

        return signed;
    }

    /// <summary>Whether the raw body has the hash that the signed URL promises (<c>bodySHA256</c>).</summary>
    public static bool IsPromised(Uri url, ReadOnlySpan<byte> body) =>
        QueryHelpers.ParseQuery(url.Query).TryGetValue("bodySHA256", out var promised)
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(promised.ToString()), Encoding.UTF8.GetBytes(Convert.ToHexStringLower(SHA256.HashData(body))));

    private static byte[] Sign(string url, IEnumerable<KeyValuePair<string, string>> form, string token)
    {
        var text = new StringBuilder(url);
        foreach (var (name, value) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
            text.Append(name).Append(value);
#pragma warning disable CA5350 // Twilio's algorithm, not ours to choose.
        var hash = HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text.ToString()));
#pragma warning restore CA5350
        return Encoding.UTF8.GetBytes(Convert.ToBase64String(hash));
    }

    private static string[] Spellings(Uri url)
    {
        var rest = url.GetComponents(UriComponents.PathAndQuery, UriFormat.UriEscaped);
        return [$"{url.Scheme}://{url.Host}{rest}", $"{url.Scheme}://{url.Host}:{url.Port}{rest}"];
    }
}
