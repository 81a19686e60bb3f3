using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Users;

// Stored names and shapes are frozen: add, never edit (see docs/events.md).

/// <summary>A person may now sign in to their company. The user is the data subject; secrets are never in events.</summary>
[EventType("user_registered")]
public sealed record UserRegistered(
    PersonName Name,
    EmailAddress Email,
    IReadOnlyList<Role> Roles,
    DateTimeOffset RegisteredAt);
