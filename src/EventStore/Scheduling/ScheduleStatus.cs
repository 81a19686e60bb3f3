namespace SalesEngagement.EventStore.Scheduling;

/// <summary>How the scheduled messages of all tenants are doing.</summary>
/// <param name="Pending">Not fired yet, overdue ones included.</param>
/// <param name="Overdue">Due, and not fired yet.</param>
/// <param name="Parked">Failed too often; an operator has to look.</param>
/// <param name="OverdueSeconds">How late the oldest overdue one is.</param>
public sealed record ScheduleStatus(long Pending, long Overdue, long Parked, double OverdueSeconds);
