using SalesEngagement.Domain.Lists;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.Projections.Access;

/// <content>What happens with lists of contacts.</content>
public sealed partial record AuditEntry
{
    public static AuditEntry Create(Event<ContactListCreated> e) => Of(e, "list-created", "list");

    public static AuditEntry Create(Event<ContactListRenamed> e) => Of(e, "list-renamed", "list");

    public static AuditEntry Create(Event<ContactListSearchChanged> e) => Of(e, "list-search-changed", "list");

    public static AuditEntry Create(Event<ContactListSharingChanged> e) => Of(e, "list-sharing-changed", "list");

    public static AuditEntry Create(Event<ContactListDeleted> e) => Of(e, "list-deleted", "list");

    public static AuditEntry Create(Event<ListMemberAdded> e) =>
        Of(e, "list-member-added", "list") with { TargetId = e.Data.ListId, SubjectId = e.Data.ContactId };

    public static AuditEntry Create(Event<ListMemberRemoved> e) => Of(e, "list-member-removed", "list-member");
}
