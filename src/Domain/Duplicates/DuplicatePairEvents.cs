namespace SalesEngagement.Domain.Duplicates;

// Stored names and shapes are frozen: add, never edit (see docs/events.md).
// Ids of people, codes and a number: nothing personal stands here, so an erased contact leaves an id that says nothing.

/// <summary>Somebody has looked at two contacts and found that they are two people.</summary>
/// <param name="FirstId">The one with the smaller id.</param>
/// <param name="SecondId">The other.</param>
/// <param name="Score">How likely it had looked.</param>
/// <param name="Reasons">What had spoken for and against it.</param>
/// <param name="DismissedBy">Who.</param>
/// <param name="DismissedAt">When.</param>
[EventType("duplicate_dismissed")]
public sealed record DuplicateDismissed(
    Guid FirstId, Guid SecondId, int Score, IReadOnlyList<DuplicateReason> Reasons, Guid DismissedBy, DateTimeOffset DismissedAt);

/// <summary>Whether they are is asked again.</summary>
[EventType("duplicate_dismissal_undone")]
public sealed record DuplicateDismissalUndone(Guid FirstId, Guid SecondId, DateTimeOffset UndoneAt);
