namespace SalesEngagement.EventStore.Privacy;

/// <summary>
/// A person under legal hold, or the tenant of one, was to be erased. Nothing was changed; lift the hold first.
/// </summary>
public sealed class SubjectHeldException(string subject)
    : Exception($"Subject {subject} is under legal hold and cannot be erased: lift the hold first.")
{
    /// <summary>Id of the person.</summary>
    public string Subject { get; } = subject;
}
