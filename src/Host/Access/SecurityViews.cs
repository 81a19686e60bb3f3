using SalesEngagement.Projections.Access;

namespace SalesEngagement.Host.Access;

/// <summary>An entry of the audit trail as the API shows it.</summary>
/// <param name="Id">The event's.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Actor">Id of the user or API key, or the name of a process; absent for somebody unknown.</param>
/// <param name="Action">Such as <c>contact-added</c>, <c>signed-in</c>, <c>forbidden</c>.</param>
/// <param name="Target">What it was done to, and which.</param>
/// <param name="Subject">The person it is about.</param>
/// <param name="Result"><c>done</c> or <c>refused</c>.</param>
/// <param name="Detail">More about it, such as the new roles.</param>
/// <param name="Address">From where, of accesses; "erased" once the person is.</param>
/// <param name="UserAgent">With which program, of accesses.</param>
/// <param name="RequestId">In which request: <c>traceId</c> of its answer.</param>
internal sealed record AuditView(
    Guid Id, DateTimeOffset At, string? Actor, string Action, AuditTarget Target, Guid? Subject, string Result,
    string? Detail, string? Address, string? UserAgent, string? RequestId)
{
    public static AuditView Example { get; } = new(
        Guid.Parse("0199a1d0-e001-7c22-9a3b-5d1f7e2c4b60"), new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero),
        "0199a1d0-c1f6-7e2b-9c41-52d6a7f8e310", "user-roles-changed", new("user", Guid.Parse("0199a1d0-c1f6-7e2b-9c41-52d6a7f8e311")),
        Guid.Parse("0199a1d0-c1f6-7e2b-9c41-52d6a7f8e311"), "done", "manager", Address: null, UserAgent: null,
        "4bf92f3577b34da6a3ce929d0e0e4736");

    public static AuditView Of(AuditEntry entry) => new(
        entry.Id, entry.At, entry.Actor, entry.Action, new(entry.Target, entry.TargetId), entry.SubjectId,
        entry.IsRefused ? "refused" : "done", entry.Detail, entry.Address?.Value, entry.UserAgent?.Value, entry.RequestId);
}

/// <summary>What was acted on.</summary>
internal sealed record AuditTarget(string Kind, Guid Id);

/// <summary>A violation as the API shows it.</summary>
internal sealed record ViolationView(
    Guid Id, DateTimeOffset At, string Kind, Guid? UserId, AuditTarget Target, string? Detail,
    string? Address, string? UserAgent, string? RequestId)
{
    public static ViolationView Example { get; } = new(
        Guid.Parse("0199a1d0-e001-7c22-9a3b-5d1f7e2c4b61"), new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero),
        "refresh-token-reused", Guid.Parse("0199a1d0-c1f6-7e2b-9c41-52d6a7f8e310"),
        new("sign-in", Guid.Parse("0199a1d0-d001-7b21-8c3a-4e1f6d2b5a70")), Detail: null, "203.0.113.7", "Mozilla/5.0", "4bf92f3577b34da6a3ce929d0e0e4736");

    public static ViolationView Of(AuditEntry entry) => new(
        entry.Id, entry.At, entry.Action, entry.SubjectId, new(entry.Target, entry.TargetId), entry.Detail,
        entry.Address?.Value, entry.UserAgent?.Value, entry.RequestId);
}
