namespace SalesEngagement.EventStore.Privacy;

/// <summary>
/// Data is encrypted under a key that the key database does not have, nor a record that it was destroyed: the wrong
/// key database, or an old backup of it. Restore the right one; nothing is lost yet.
/// </summary>
internal sealed class SubjectKeyMissingException(string subject)
    : Exception($"The key database has no key of subject {subject}, nor a record of its erasure: it is not the database that belongs to these events.")
{
    /// <summary>Id of the person.</summary>
    public string Subject { get; } = subject;
}
