namespace SalesEngagement.Domain.Calls;

/// <summary>The normalised result of a call that is over: what numbers are made of.</summary>
public enum CallOutcome { Connected, Voicemail, NoAnswer, Busy, Failed, Canceled }

/// <summary>How a result is found.</summary>
public static class CallOutcomes
{
    /// <summary>What the rep said outweighs what the carrier believes; null while the call is open.</summary>
    public static CallOutcome? Of(CallStatus status, string? answeredBy, Disposition? disposition) => status switch
    {
        _ when !status.IsTerminal() => null,
        CallStatus.Busy => CallOutcome.Busy,
        CallStatus.NoAnswer => CallOutcome.NoAnswer,
        CallStatus.Failed => CallOutcome.Failed,
        CallStatus.Canceled => CallOutcome.Canceled,
        _ when disposition is Disposition.LeftVoicemail => CallOutcome.Voicemail,
        _ when disposition is Disposition.NoAnswer => CallOutcome.NoAnswer,
        _ when disposition is null && IsMachine(answeredBy) => CallOutcome.Voicemail,
        _ => CallOutcome.Connected,
    };

    private static bool IsMachine(string? answeredBy) =>
        answeredBy?.StartsWith("machine", StringComparison.Ordinal) == true;
}
