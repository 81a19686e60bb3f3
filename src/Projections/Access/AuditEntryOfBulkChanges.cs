using SalesEngagement.Domain.BulkChanges;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.Projections.Access;

// What bulk changes are called in the audit trail. What they did to whom are entries of the contacts.
public sealed partial record AuditEntry
{
    public static AuditEntry Create(Event<BulkChangeStarted> e) => BulkChanged(e, "bulk-change-started") with
    {
        Detail = $"{e.Data.Kind} {e.Data.Subject}".TrimEnd() + $", {e.Data.Contacts} contacts",
    };

    public static AuditEntry Create(Event<BulkChangeCompleted> e) => BulkChanged(e, "bulk-change-completed") with
    {
        Detail = $"{e.Data.Counts.Changed} changed, {e.Data.Counts.Unchanged} unchanged, {e.Data.Counts.Refused} refused, {e.Data.Counts.Failed} failed",
    };

    public static AuditEntry Create(Event<BulkChangeCancelled> e) => BulkChanged(e, "bulk-change-cancelled");

    public static AuditEntry Create(Event<BulkChangeStopped> e) => BulkChanged(e, "bulk-change-stopped") with { Detail = e.Data.Reason };

    public static AuditEntry Create(Event<BulkChangeUndoStarted> e) => BulkChanged(e, "bulk-change-undo-started");

    public static AuditEntry Create(Event<BulkChangeUndone> e) => BulkChanged(e, "bulk-change-undone") with
    {
        Detail = $"{e.Data.ChangedBack} changed back, {e.Data.Kept} kept",
    };

    private static AuditEntry BulkChanged(Event e, string action) => Of(e, action, "bulk-change");
}
