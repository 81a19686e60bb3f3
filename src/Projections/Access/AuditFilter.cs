namespace SalesEngagement.Projections.Access;

/// <summary>Which entries of the audit trail; null stands for any.</summary>
/// <param name="Subject">About this person, or acting on this thing.</param>
/// <param name="Actor">By this user, key or process.</param>
/// <param name="Action">Of this kind, such as <c>contact-added</c>.</param>
/// <param name="IsViolation">Only violations, or everything but them.</param>
/// <param name="From">At this instant or later.</param>
/// <param name="To">Before this instant.</param>
public sealed record AuditFilter(
    Guid? Subject = null, string? Actor = null, string? Action = null, bool? IsViolation = null,
    DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <summary>An entry's place in the trail.</summary>
public sealed record AuditKey(DateTimeOffset At, Guid Id);
