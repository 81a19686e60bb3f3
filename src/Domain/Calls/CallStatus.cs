namespace SalesEngagement.Domain.Calls;

/// <summary>Where a call is in its life. The last five are terminal (TWILIO.md §1, plus our own first state).</summary>
public enum CallStatus
{
    Requested,
    Queued,
    Ringing,
    InProgress,
    Completed,
    Busy,
    NoAnswer,
    Failed,
    Canceled,
}

/// <summary>What a status says about the call.</summary>
public static class CallStatusMeaning
{
    /// <summary>Nothing more will happen on the line.</summary>
    public static bool IsTerminal(this CallStatus status) => status >= CallStatus.Completed;
}
