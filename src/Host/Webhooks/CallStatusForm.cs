using System.Globalization;
using System.Text.RegularExpressions;
using SalesEngagement.Application.Calls;
using SalesEngagement.Host.Telephony;

namespace SalesEngagement.Host.Webhooks;

/// <summary>Reads Twilio's reports. Null: what it says is not a report.</summary>
internal static partial class CallStatusForm
{
    private const int LongestCall = 60 * 60 * 24;

    public static ReportCallStatus? Status(TwilioRequest request) =>
        TwilioWords.StatusOf(request["CallStatus"]) is { } status && request["CallSid"] is { } sid && CallSid().IsMatch(sid)
            ? new(sid, status, Number(request["SequenceNumber"]), TwilioJson.Date(request["Timestamp"]), Number(request["CallDuration"]), Who(request["AnsweredBy"]))
            : null;

    public static RecordRecording? Recording(TwilioRequest request, Guid newId) =>
        TwilioWords.RecordingStateOf(request["RecordingStatus"]) is { } state
        && request["RecordingSid"] is { } sid && RecordingSid().IsMatch(sid)
            ? new(newId, sid, state, Number(request["RecordingDuration"]) ?? 0, Number(request["RecordingChannels"]) ?? 1, TwilioJson.Date(request["RecordingStartTime"]))
            : null;

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= LongestCall ? number : null;

    private static string? Who(string? text) => text is not null && Word().IsMatch(text) ? text : null;

    [GeneratedRegex(@"^CA[0-9a-zA-Z]{32}\z")]
    private static partial Regex CallSid();

    [GeneratedRegex(@"^RE[0-9a-zA-Z]{32}\z")]
    private static partial Regex RecordingSid();

    [GeneratedRegex(@"^[a-z_]{1,32}\z")]
    private static partial Regex Word();
}
