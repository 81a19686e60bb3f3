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
