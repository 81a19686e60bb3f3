using SalesEngagement.Domain;
using SalesEngagement.Domain.BulkChanges;

namespace SalesEngagement.Application.BulkChanges;

/// <summary>What a bulk change did is to be taken back.</summary>
/// <param name="ById">Who wants that.</param>
/// <param name="AreItemsKept">Whether it is still known what became of its contacts.</param>
public sealed record UndoBulkChange(Guid ById, bool AreItemsKept);

public static class UndoBulkChangeHandler
{
    public static Decision Handle(UndoBulkChange command, BulkChange change, DateTimeOffset now) => change.Status switch
    {
        BulkChangeStatus.Running => Rejection.Because("bulk-change-running", "The bulk change is still running. Cancel it first."),
        BulkChangeStatus.Undoing or BulkChangeStatus.Undone => [],
        _ when !command.AreItemsKept => Rejection.Because("too-late-to-undo", "What became of the contacts is not kept any more."),
        _ => [new BulkChangeUndoStarted(command.ById, now)],
    };
}
