using SalesEngagement.Domain.Relationships;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.Projections.Access;

/// <summary>What is written down about contacts' relationships.</summary>
public sealed partial record AuditEntry
{
    public static AuditEntry Create(Event<RelationshipAdded> e) => Of(e, "relationship-added", "relationship") with
    {
        SubjectId = e.Data.ContactId,
        Detail = $"{e.Data.Kind} {e.Data.OtherId}",
    };

    public static AuditEntry Create(Event<RelationshipRemoved> e) => Of(e, "relationship-removed", "relationship") with
    {
        SubjectId = e.Data.ContactId,
        Detail = e.Data.OtherId.ToString(),
    };
}
