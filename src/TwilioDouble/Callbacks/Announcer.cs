using System.Globalization;
using SalesEngagement.TwilioDouble.Calls;
using SalesEngagement.TwilioDouble.Rest;

namespace SalesEngagement.TwilioDouble.Callbacks;

/// <summary>Words what happened to a call or recording as Twilio's callbacks do.</summary>
internal sealed class Announcer(CallbackQueue queue, CallBook book, TimeProvider clock)
{
    /// <summary>Tells a call event, if the account asked for it.</summary>
    public void Tell(CarrierCall call, string happened)
    {
        if (call.Order.StatusCallback is not { } url || !call.Order.StatusCallbackEvents.Contains(happened))
            return;

        var form = Basics(call);
        form["CallStatus"] = happened == "initiated" ? "initiated" : call.Status;
        form["CallbackSource"] = "call-progress-events";
        form["SequenceNumber"] = Text(book.DrawSequence(call.Sid));
        form["Timestamp"] = Rfc2822.Of(clock.GetUtcNow());
        if (call.AnsweredBy is { } who)
            form["AnsweredBy"] = who;
        if (call.Duration is { } seconds)
        {
            form["CallDuration"] = Text(seconds);
            form["Duration"] = Text((seconds + 59) / 60);
            form["SipResponseCode"] = call.Status switch { "busy" => "486", "no-answer" => "487", "failed" => "404", _ => "200" };
        }

        queue.Add(New(call, "status", url, form), last: call.IsOver);
    }

    /// <summary>Tells that a recording is ready.</summary>
    public void Tell(CarrierRecording recording)
    {
        if (recording.StatusCallback is not { } url || book.Find(recording.CallSid) is not { } call)
            return;

        queue.Add(New(call, "recording", url, new(StringComparer.Ordinal)
        {
            ["AccountSid"] = recording.AccountSid,
            ["CallSid"] = recording.CallSid,
            ["RecordingSid"] = recording.Sid,
            ["RecordingStatus"] = recording.Status,
            ["RecordingDuration"] = Text(recording.Duration),
            ["RecordingChannels"] = Text(recording.Channels),
            ["RecordingStartTime"] = Rfc2822.Of(recording.StartedAt),
            ["RecordingSource"] = recording.Source,
            ["RecordingTrack"] = "both",
            ["RecordingUrl"] = $"/2010-04-01/Accounts/{recording.AccountSid}/Recordings/{recording.Sid}",
        }), last: false);
    }

    /// <summary>What every request about a call carries.</summary>
    public static SortedDictionary<string, string> Basics(CarrierCall call) => new(StringComparer.Ordinal)
    {
        ["AccountSid"] = call.AccountSid,
        ["ApiVersion"] = "2010-04-01",
        ["CallSid"] = call.Sid,
        ["CallStatus"] = call.Status,
        ["Direction"] = call.Direction,
        ["From"] = call.From,
        ["Caller"] = call.From,
        ["To"] = call.To,
        ["Called"] = call.To,
        ["ToState"] = "",
    };

    private static Callback New(CarrierCall call, string kind, string url, SortedDictionary<string, string> form) =>
        new(Guid.CreateVersion7().ToString("N"), call.AccountSid, call.Sid, kind, url, form);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
