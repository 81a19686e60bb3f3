using SalesEngagement.Domain.Exports;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.Projections.Access;

// What exports are called in the audit trail. Each download is an access.
public sealed partial record AuditEntry
{
    public static AuditEntry Create(Event<ContactExportRequested> e) =>
        Of(e, "contact-export-requested", "contact-export") with { Detail = $"{e.Data.Format}" };
}
