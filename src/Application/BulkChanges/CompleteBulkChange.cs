using SalesEngagement.Domain;
using SalesEngagement.Domain.BulkChanges;

namespace SalesEngagement.Application.BulkChanges;

/// <summary>All contacts of a bulk change were looked at.</summary>
public sealed record CompleteBulkChange(BulkChangeCounts Counts);

public static class CompleteBulkChangeHandler
{
    public static Decision Handle(CompleteBulkChange command, BulkChange change, DateTimeOffset now) =>
        change.Status == BulkChangeStatus.Running ? [new BulkChangeCompleted(command.Counts, now)] : [];
}
