using SalesEngagement.Domain.Imports;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.Projections.Access;

// What imports are called in the audit trail. What they did to whom are entries of the contacts.
public sealed partial record AuditEntry
{
    public static AuditEntry Create(Event<ContactImportStarted> e) =>
        Import(e, "contact-import-started") with { Detail = e.Data.IsDryRun ? "dry run" : null };

    public static AuditEntry Create(Event<ContactImportProgressed> e) =>
        Import(e, "contact-import-progressed") with { Detail = $"{e.Data.Rows} of {e.Data.OfRows}" };

    public static AuditEntry Create(Event<ContactImportChecked> e) =>
        Import(e, "contact-import-checked") with { Detail = Told(e.Data.Counts) };

    public static AuditEntry Create(Event<ContactImportConfirmed> e) => Import(e, "contact-import-confirmed");

    public static AuditEntry Create(Event<ContactImportCompleted> e) =>
        Import(e, "contact-import-completed") with { Detail = Told(e.Data.Counts) };

    public static AuditEntry Create(Event<ContactImportCancelled> e) => Import(e, "contact-import-cancelled");

    public static AuditEntry Create(Event<ContactImportStopped> e) =>
        Import(e, "contact-import-stopped") with { Detail = e.Data.Reason };

    public static AuditEntry Create(Event<ContactImportUndoStarted> e) => Import(e, "contact-import-undo-started");

    public static AuditEntry Create(Event<ContactImportUndone> e) => Import(e, "contact-import-undone") with
    {
        Detail = $"{e.Data.Deleted} deleted, {e.Data.ChangedBack} changed back, {e.Data.Kept} kept",
    };

    private static AuditEntry Import(Event e, string action) => Of(e, action, "contact-import");

    private static string Told(ImportCounts counts) =>
        $"{counts.Created} created, {counts.Changed} changed, {counts.Duplicate} duplicate, {counts.Unchanged} unchanged, {counts.Refused} refused";
}
