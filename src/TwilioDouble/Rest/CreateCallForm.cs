using System.Globalization;
using System.Text.RegularExpressions;
using SalesEngagement.TwilioDouble.Calls;

namespace SalesEngagement.TwilioDouble.Rest;

/// <summary>The parameters of a create, checked as Twilio checks them.</summary>
internal static partial class CreateCallForm
{
    private static readonly string[] Events = ["initiated", "ringing", "answered", "completed"];

    public static (CallOrder? Order, TwilioError? Error) Read(IFormCollection form) =>
        Check(form) is { } error ? (null, error) : (OrderOf(form), null);

    private static TwilioError? Check(IFormCollection form)
    {
        var to = form["To"].ToString();
        var from = form["From"].ToString();
        if (to.Length == 0)
            return TwilioError.Invalid(21201, "No 'To' number is specified");
        if (!E164().IsMatch(to) || CallScript.RefusalOf(to) == 21211)
            return TwilioError.Invalid(21211, "The phone number you are attempting to call is not valid.");
        if (from.Length == 0)
            return TwilioError.Invalid(21213, "No 'From' number is specified");
        if (!E164().IsMatch(from))
            return TwilioError.Invalid(21212, "The source phone number provided is not a valid phone number.");
        if (from.EndsWith("0190", StringComparison.Ordinal))
            return TwilioError.Invalid(21210, "The source phone number provided is not yet verified for your account.");
        if (CallScript.RefusalOf(to) == 21216)
            return TwilioError.Invalid(21216, "Account not allowed to call this number.");
        if (form["Url"].Count == 0 && form["Twiml"].Count == 0 && form["ApplicationSid"].Count == 0)
            return TwilioError.Invalid(21205, "Url parameter is required");
        if (form["Twiml"].ToString().Length > 4000)
            return TwilioError.Invalid(21205, "Twiml must be at most 4000 characters");
        if (!IsUrl(form["Url"]))
            return TwilioError.Invalid(21205, "Url is not a valid URL");
        if (!IsUrl(form["StatusCallback"]) || !IsUrl(form["RecordingStatusCallback"]))
            return TwilioError.Invalid(21609, "A callback is not a valid URL");
        return Number(form, "Timeout", 60) is < 5 or > 600 ? TwilioError.Invalid(20001, "Timeout must be 5 to 600") : null;
    }

    private static CallOrder OrderOf(IFormCollection form)
    {
        string[] events = [.. form["StatusCallbackEvent"].SelectMany(value => (value ?? "").Split(' ')).Where(Events.Contains)];
        return new CallOrder
        {
            Url = Text(form, "Url"),
            Twiml = Text(form, "Twiml"),
            StatusCallback = Text(form, "StatusCallback"),
            StatusCallbackEvents = events.Length > 0 ? events : ["completed"],
            Record = form["Record"] == "true",
            RecordingChannels = form["RecordingChannels"] == "dual" ? 2 : 1,
            RecordingStatusCallback = Text(form, "RecordingStatusCallback"),
            DetectMachine = form["MachineDetection"].ToString() is "Enable" or "DetectMessageEnd",
        };
    }

    private static string? Text(IFormCollection form, string field) => form[field] is [{ Length: > 0 } value, ..] ? value : null;

    private static int Number(IFormCollection form, string field, int otherwise) =>
        int.TryParse(form[field], CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static bool IsUrl(string? text) =>
        text is null || (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https");

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z")]
    private static partial Regex E164();
}
