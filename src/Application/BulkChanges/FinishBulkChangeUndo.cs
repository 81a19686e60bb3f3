using SalesEngagement.Domain;
using SalesEngagement.Domain.BulkChanges;

namespace SalesEngagement.Application.BulkChanges;

/// <summary>All that a bulk change did is looked at, and taken back where it could be.</summary>
public sealed record FinishBulkChangeUndo(long ChangedBack, long Kept);

public static class FinishBulkChangeUndoHandler
{
    public static Decision Handle(FinishBulkChangeUndo command, BulkChange change, DateTimeOffset now) =>
        change.Status == BulkChangeStatus.Undoing ? [new BulkChangeUndone(command.ChangedBack, command.Kept, now)] : [];
}
