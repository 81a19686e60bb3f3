using SalesEngagement.Domain.Companies;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.Projections.Access;

/// <summary>What is written down about companies that contacts work for.</summary>
public sealed partial record AuditEntry
{
    public static AuditEntry Create(Event<CompanyAdded> e) => Organisation(e, "company-added");

    public static AuditEntry Create(Event<CompanyRenamed> e) => Organisation(e, "company-renamed");

    public static AuditEntry Create(Event<CompanyDetailsChanged> e) => Organisation(e, "company-details-changed");

    public static AuditEntry Create(Event<CompanyFieldsChanged> e) => Organisation(e, "company-fields-changed");

    public static AuditEntry Create(Event<CompanyOwnerAssigned> e) =>
        Organisation(e, "company-owner-assigned") with { Detail = e.Data.OwnerId.ToString() };

    public static AuditEntry Create(Event<CompanyTagsChanged> e) => Organisation(e, "company-tags-changed");

    public static AuditEntry Create(Event<CompanyDeleted> e) => Organisation(e, "company-deleted");

    public static AuditEntry Create(Event<CompanyRestored> e) => Organisation(e, "company-restored");

    private static AuditEntry Organisation(Event e, string action) => Of(e, action, "company");
}
