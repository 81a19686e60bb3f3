namespace SalesEngagement.EventStore.Daemon;

/// <summary>A part of the log in memory, with everything in it, for whoever wants some of it. One reader fills it, the others wait.</summary>
/// <param name="from">Exclusive.</param>
/// <param name="upTo">Inclusive; it ends earlier when its events are large.</param>
/// <param name="forgotten">How often keys had been forgotten before it was read.</param>
/// <param name="madeAt">A timestamp of the clock.</param>
internal sealed class LogPart(long from, long upTo, int forgotten, long madeAt)
{
    private readonly TaskCompletionSource<LogSpan?> _span = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HashSet<string> _types = [];

    public long From => from;

    public long UpTo { get; private set; } = upTo;

    public int Forgotten => forgotten;

    public long MadeAt => madeAt;

    /// <summary>How many have read it, or wait for it.</summary>
    public int Readers { get; set; } = 1;

    /// <summary>Bytes of stored JSON in it.</summary>
    public long Bytes { get; private set; }

    /// <summary>It was read.</summary>
    public void Fill(LogSpan span)
    {
        (UpTo, Bytes) = (span.UpTo, span.Entries.Sum(entry => (long)entry.Size));
        _types = [.. span.Entries.Select(entry => entry.EventType)];
        _span.SetResult(span);
    }

    /// <summary>Whoever was to fill it could not.</summary>
    public void Fail() => _span.SetResult(null);

    /// <summary>What a reader wants of it; null when it was not filled, or ends before the reader's place.</summary>
    public async Task<LogSpan?> Give(LogQuery query)
    {
        if (await _span.Task is not { } all || all.UpTo <= query.From)
            return null;
        var end = Math.Min(all.UpTo, query.UpTo);
        HashSet<string> wanted = [.. query.Types.Where(_types.Contains)];
        if (wanted.Count == 0)
            return new(query.From, end, []);
        return all.From == query.From && end == all.UpTo && wanted.Count == _types.Count
            ? all
            : new(query.From, end, [.. all.Entries.Where(entry => entry.Sequence > query.From && entry.Sequence <= end && wanted.Contains(entry.EventType))]);
    }
}
