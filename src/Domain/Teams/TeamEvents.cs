namespace SalesEngagement.Domain.Teams;

// Stored names and shapes are frozen: add, never edit (see docs/events.md).

/// <summary>A company has another team, below a parent team or at the top.</summary>
[EventType("team_created")]
public sealed record TeamCreated(string Name, Guid? ParentId, DateTimeOffset CreatedAt);

/// <summary>A team has another name.</summary>
[EventType("team_renamed")]
public sealed record TeamRenamed(string Name, DateTimeOffset RenamedAt);

/// <summary>A team stands elsewhere in the tree; null: at the top.</summary>
[EventType("team_moved")]
public sealed record TeamMoved(Guid? ParentId, DateTimeOffset MovedAt);

/// <summary>A team that had no users and no teams below is no more.</summary>
[EventType("team_closed")]
public sealed record TeamClosed(DateTimeOffset ClosedAt);
