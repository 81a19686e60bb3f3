namespace SalesEngagement.EventStore.Privacy;

/// <summary>Personal data of an erased person was to be written. Nothing was written; it never can be.</summary>
public sealed class SubjectErasedException(string subject)
    : Exception($"Subject {subject} is erased: no personal data can be written about it any more.")
{
    /// <summary>Id of the person.</summary>
    public string Subject { get; } = subject;
}
