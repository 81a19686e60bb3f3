namespace SalesEngagement.Domain.Calls;

/// <summary>Where a recording is in its life (TWILIO.md §3).</summary>
public enum RecordingState { InProgress, Completed, Absent }
