using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Merges;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.Projections.Access;

// What merges are called in the audit trail: an entry of the merge, and one of each of its two contacts.
public sealed partial record AuditEntry
{
    public static AuditEntry Create(Event<ContactsMerged> e) => Merge(e, "contacts-merged", e.Data.WinnerId, e.Data.LoserId);

    public static AuditEntry Create(Event<ContactsUnmerged> e) => Merge(e, "contacts-unmerged", e.Data.WinnerId, e.Data.LoserId);

    public static AuditEntry Create(Event<ContactAbsorbed> e) =>
        Contact(e, "contact-absorbed") with { Detail = e.Data.LoserId.ToString() };

    public static AuditEntry Create(Event<ContactReleased> e) =>
        Contact(e, "contact-released") with { Detail = e.Data.LoserId.ToString() };

    public static AuditEntry Create(Event<ContactMergedInto> e) =>
        Contact(e, "contact-merged-into") with { Detail = e.Data.WinnerId.ToString() };

    public static AuditEntry Create(Event<ContactUnmerged> e) =>
        Contact(e, "contact-unmerged") with { Detail = e.Data.WinnerId.ToString() };

    private static AuditEntry Merge(Event e, string action, Guid winnerId, Guid loserId) =>
        Of(e, action, "contact-merge") with { SubjectId = winnerId, Detail = loserId.ToString() };
}
