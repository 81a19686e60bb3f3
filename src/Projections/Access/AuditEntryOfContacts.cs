using SalesEngagement.Domain.Contacts;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.Projections.Access;

/// <summary>What is written down about contacts.</summary>
public sealed partial record AuditEntry
{
    public static AuditEntry Create(Event<ContactAdded> e) => Contact(e, "contact-added");

    public static AuditEntry Create(Event<ContactRenamed> e) => Contact(e, "contact-renamed");

    public static AuditEntry Create(Event<ContactPhonesChanged> e) => Contact(e, "contact-phones-changed");

    public static AuditEntry Create(Event<ContactEmailsChanged> e) => Contact(e, "contact-emails-changed");

    public static AuditEntry Create(Event<ContactDetailsChanged> e) => Contact(e, "contact-details-changed");

    public static AuditEntry Create(Event<ContactTimeZoneChanged> e) => Contact(e, "contact-time-zone-changed");

    public static AuditEntry Create(Event<ContactStageChanged> e) =>
        Contact(e, "contact-stage-changed") with { Detail = e.Data.Stage };

    public static AuditEntry Create(Event<ContactCompanyChanged> e) =>
        Contact(e, "contact-company-changed") with { Detail = e.Data.CompanyId?.ToString() };

    public static AuditEntry Create(Event<ContactClearFieldsChanged> e) => Contact(e, "contact-clear-fields-changed");

    public static AuditEntry Create(Event<ContactOwnerAssigned> e) =>
        Contact(e, "contact-owner-assigned") with { Detail = e.Data.OwnerId.ToString() };

    public static AuditEntry Create(Event<ContactTagsChanged> e) => Contact(e, "contact-tags-changed");

    public static AuditEntry Create(Event<ContactDeleted> e) => Contact(e, "contact-deleted");

    public static AuditEntry Create(Event<ContactRestored> e) => Contact(e, "contact-restored");

    private static AuditEntry Contact(Event e, string action) => Of(e, action, "contact") with { SubjectId = e.StreamId };
}
