namespace SalesEngagement.Domain.Merges;

// Stored names and shapes are frozen: add, never edit (see docs/events.md).
// A merge has a stream of its own, and both contacts keep theirs. Nothing personal stands here.

/// <summary>Two contacts are one person: one of them stands for both.</summary>
/// <param name="WinnerId">The one that stands for both.</param>
/// <param name="LoserId">The one that was merged into it.</param>
/// <param name="Taken">Which fields the winner took over from the loser, by their names: <c>title</c>, <c>fields/rank</c>.</param>
/// <param name="MergedAt">When.</param>
[EventType("contacts_merged")]
public sealed record ContactsMerged(Guid WinnerId, Guid LoserId, IReadOnlyList<string> Taken, DateTimeOffset MergedAt);

/// <summary>They are two after all.</summary>
[EventType("contacts_unmerged")]
public sealed record ContactsUnmerged(Guid WinnerId, Guid LoserId, DateTimeOffset UnmergedAt);
