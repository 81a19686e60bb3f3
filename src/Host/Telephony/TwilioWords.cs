using SalesEngagement.Domain.Calls;

namespace SalesEngagement.Host.Telephony;

/// <summary>What Twilio's words and numbers mean to us (TWILIO.md §1, §3, §7).</summary>
internal static class TwilioWords
{
    /// <summary>Null: a word we do not know.</summary>
    public static CallStatus? StatusOf(string? word) => word switch
    {
        "initiated" or "queued" => CallStatus.Queued,
        "ringing" => CallStatus.Ringing,
        "in-progress" => CallStatus.InProgress,
        "completed" => CallStatus.Completed,
        "busy" => CallStatus.Busy,
        "no-answer" => CallStatus.NoAnswer,
        "failed" => CallStatus.Failed,
        "canceled" => CallStatus.Canceled,
        _ => null,
    };

    /// <summary>Null: a word we do not know.</summary>
    public static RecordingState? RecordingStateOf(string? word) => word switch
    {
        "in-progress" or "paused" or "stopped" or "processing" => RecordingState.InProgress,
        "completed" => RecordingState.Completed,
        "absent" or "deleted" => RecordingState.Absent,
        _ => null,
    };

    /// <summary>Who has to act on a refused create. What is not known by number is our settings' or our request's fault.</summary>
    public static CallFailureKind KindOf(int? code) => code switch
    {
        21201 or 21211 or 21214 or 21217 or 13224 => CallFailureKind.Contact,
        21216 or 21610 or 32224 => CallFailureKind.Policy,
        20429 or 10004 => CallFailureKind.Transient,
        _ => CallFailureKind.Configuration,
    };
}
