using SalesEngagement.Domain;
using SalesEngagement.Domain.BulkChanges;

namespace SalesEngagement.Application.BulkChanges;

/// <summary>Somebody wants no more of a bulk change. What was done by then stays, and can be undone.</summary>
public sealed record CancelBulkChange;

public static class CancelBulkChangeHandler
{
    public static Decision Handle(CancelBulkChange _, BulkChange change, DateTimeOffset now) => change.Status switch
    {
        BulkChangeStatus.Running => [new BulkChangeCancelled(now)],
        BulkChangeStatus.Cancelled => [],
        _ => Rejection.Because("bulk-change-over", "The bulk change is over: there is nothing to break off."),
    };
}
