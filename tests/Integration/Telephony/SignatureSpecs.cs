using System.Security.Cryptography;
using System.Text;
using SalesEngagement.Host.Webhooks;

namespace SalesEngagement.Integration.Telephony;

public sealed class SignatureSpecs
{
    private const string Token = "12345";
    private static readonly Uri Url = new("https://mycompany.com/myapp.php?foo=1&bar=2");

    private static readonly Dictionary<string, string> Form = new()
    {
        ["To"] = "+18005551212",
        ["Digits"] = "1234",
        ["CallSid"] = "CA1234567890ABCDE",
        ["From"] = "+14158675309",
        ["Caller"] = "+14158675309",
    };

    /// <summary>The example of Twilio's documentation.</summary>
    [Fact]
    public void the_carrier_s_own_example_is_accepted() =>
        TwilioSignature.IsBy("RSOYDt4T1cUTdK1PDd93/VVr8B8=", Url, Form, [Token]).ShouldBeTrue();

    [Theory]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2")]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2")]
    public void the_port_may_be_signed_or_not(string spelling) =>
        TwilioSignature.IsBy(Sign(spelling, Form, Token), Url, Form, [Token]).ShouldBeTrue();

    [Fact]
    public void an_unusual_port_may_be_signed_or_not()
    {
        var url = new Uri("https://mycompany.com:8443/status");
        TwilioSignature.IsBy(Sign("https://mycompany.com/status", Form, Token), url, Form, [Token]).ShouldBeTrue();
        TwilioSignature.IsBy(Sign("https://mycompany.com:8443/status", Form, Token), url, Form, [Token]).ShouldBeTrue();
    }

    [Fact]
    public void empty_and_untrimmed_values_are_signed_as_they_are()
    {
        Dictionary<string, string> odd = new() { ["b"] = " spaced ", ["B"] = "capitals first", ["a"] = "" };
        TwilioSignature.IsBy(Sign(Url.AbsoluteUri, odd, Token), Url, odd, [Token]).ShouldBeTrue();
    }

    [Fact]
    public void both_tokens_are_good_while_one_replaces_the_other() =>
        TwilioSignature.IsBy(Sign(Url.AbsoluteUri, Form, "old"), Url, Form, [Token, "old"]).ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B8")]
    public void no_signature_or_half_of_one_is_none(string? signature) =>
        TwilioSignature.IsBy(signature, Url, Form, [Token]).ShouldBeFalse();

    [Fact]
    public void another_token_another_address_or_another_value_is_refused()
    {
        var signature = Sign(Url.AbsoluteUri, Form, Token);
        TwilioSignature.IsBy(signature, Url, Form, ["54321"]).ShouldBeFalse();
        TwilioSignature.IsBy(signature, new Uri(Url, "/other"), Form, [Token]).ShouldBeFalse();
        TwilioSignature.IsBy(signature, Url, new Dictionary<string, string>(Form) { ["Digits"] = "1235" }, [Token]).ShouldBeFalse();

        // Negative control: unchanged, the same signature is accepted.
        TwilioSignature.IsBy(signature, Url, Form, [Token]).ShouldBeTrue();
    }

    [Fact]
    public void a_json_body_must_have_the_promised_hash()
    {
        var body = "{\"a\":1}"u8;
        var url = new Uri($"https://mycompany.com/hook?bodySHA256={Convert.ToHexStringLower(SHA256.HashData(body))}");
        TwilioSignature.IsPromised(url, body).ShouldBeTrue();
        TwilioSignature.IsPromised(url, "{\"a\":2}"u8).ShouldBeFalse();
        TwilioSignature.IsPromised(Url, body).ShouldBeFalse();
    }

    /// <summary>Written from Twilio's description, apart from the code under test.</summary>
    internal static string Sign(string url, IReadOnlyDictionary<string, string> form, string token)
    {
        var names = form.Keys.ToArray();
        Array.Sort(names, string.CompareOrdinal);
        var text = url + string.Concat(names.Select(name => name + form[name]));
#pragma warning disable CA5350
        using var hmac = new HMACSHA1(Encoding.UTF8.GetBytes(token));
#pragma warning restore CA5350
        return Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }
}
