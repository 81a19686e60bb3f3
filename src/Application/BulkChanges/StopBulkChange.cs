using SalesEngagement.Domain;
using SalesEngagement.Domain.BulkChanges;

namespace SalesEngagement.Application.BulkChanges;

/// <summary>A bulk change cannot go on.</summary>
public sealed record StopBulkChange(string Reason);

public static class StopBulkChangeHandler
{
    public static Decision Handle(StopBulkChange command, BulkChange change, DateTimeOffset now) =>
        change.Status == BulkChangeStatus.Running ? [new BulkChangeStopped(command.Reason, now)] : [];
}
