using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Access;

// Stored names and shapes are frozen: add, never edit (see docs/events.md).
// Changes are events of what was changed; these are the accesses that change nothing, and those that were refused.

/// <summary>Somebody reached for something in a way that compliance wants to know of.</summary>
/// <param name="SubjectId">Whose address and agent these are: the user's, or the log's own id for somebody unknown.</param>
/// <param name="Action">Such as <c>sign-in</c>, <c>personal-data-listed</c>: part of the API.</param>
/// <param name="Target">What it was about: a route's pattern, the name of a list; never an address with values.</param>
/// <param name="TargetId">The thing's id, where there is one.</param>
/// <param name="IsRefused">Whether it was refused.</param>
/// <param name="Detail">A code or a count; never personal data.</param>
/// <param name="Address">From where.</param>
/// <param name="UserAgent">With which program.</param>
/// <param name="RequestId">In which request.</param>
/// <param name="RecordedAt">When.</param>
[EventType("access_recorded")]
public sealed record AccessRecorded(
    [DataSubject] Guid SubjectId,
    string Action,
    string? Target,
    Guid? TargetId,
    bool IsRefused,
    string? Detail,
    NetworkAddress? Address,
    FreeText? UserAgent,
    string? RequestId,
    DateTimeOffset RecordedAt);

/// <summary>Something happened that must not: somebody tries to get in, or something is badly wrong.</summary>
/// <param name="SubjectId">Whose address and agent these are: the user's, or the log's own id for somebody unknown.</param>
/// <param name="Kind">What.</param>
/// <param name="Target">What it was about: a route's pattern.</param>
/// <param name="TargetId">The thing's id, where there is one.</param>
/// <param name="Detail">A code; never personal data.</param>
/// <param name="Address">From where.</param>
/// <param name="UserAgent">With which program.</param>
/// <param name="RequestId">In which request.</param>
/// <param name="DetectedAt">When.</param>
[EventType("violation_detected")]
public sealed record ViolationDetected(
    [DataSubject] Guid SubjectId,
    ViolationKind Kind,
    string? Target,
    Guid? TargetId,
    string? Detail,
    NetworkAddress? Address,
    FreeText? UserAgent,
    string? RequestId,
    DateTimeOffset DetectedAt);
