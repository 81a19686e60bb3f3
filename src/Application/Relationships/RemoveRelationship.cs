using SalesEngagement.Domain;
using SalesEngagement.Domain.Relationships;

namespace SalesEngagement.Application.Relationships;

/// <summary>A rep says that two contacts are something to each other no more.</summary>
public sealed record RemoveRelationship;

public static class RemoveRelationshipHandler
{
    public static Decision Handle(RemoveRelationship _, Relationship relationship, DateTimeOffset now) => relationship.IsRemoved
        ? []
        : [new RelationshipRemoved(relationship.ContactId, relationship.OtherId, now)];
}
