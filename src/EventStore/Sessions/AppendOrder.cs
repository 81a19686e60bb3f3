namespace SalesEngagement.EventStore.Sessions;

/// <summary>
/// The order in which a unit of work locks its streams, the same for all: first new ones, those of a type together, then
/// those that are there, each by id. Two units of work never lock crosswise: what one starts, another can only start too.
/// </summary>
internal static class AppendOrder
{
    /// <summary>What is appended together: new streams of a type, or one stream.</summary>
    public static StreamChange[][] Of(IList<StreamChange> changes)
    {
        if (changes is [var only])
            return [[only]];
        return
        [
            .. changes
                .Where(change => change.StartedAs is not null)
                .GroupBy(change => change.StartedAs, StringComparer.Ordinal)
                .OrderBy(type => type.Key, StringComparer.Ordinal)
                .Select(type => type.ToArray()),
            .. changes.Where(change => change.StartedAs is null).Select(change => new[] { change }),
        ];
    }
}
