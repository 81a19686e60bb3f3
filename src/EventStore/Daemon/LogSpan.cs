namespace SalesEngagement.EventStore.Daemon;

/// <summary>
/// A scanned part of the log: everything above <paramref name="From"/> up to <paramref name="UpTo"/>, of which the
/// entries are what the reader wanted.
/// </summary>
internal sealed record LogSpan(long From, long UpTo, IReadOnlyList<LogEntry> Entries)
{
    /// <summary>Two parts with about half of the entries each.</summary>
    public (LogSpan First, LogSpan Second) Halves()
    {
        var half = Entries.Count / 2;
        var middle = Entries[half - 1].Sequence;
        return (new(From, middle, [.. Entries.Take(half)]), new(middle, UpTo, [.. Entries.Skip(half)]));
    }
}
