namespace SalesEngagement.Domain.Relationships;

/// <summary>What one contact is to another.</summary>
public sealed record Relationship(Guid ContactId, Guid OtherId, RelationshipKind Kind, DateTimeOffset AddedAt)
{
    /// <summary>To the outside it does not exist any more.</summary>
    public bool IsRemoved { get; private init; }

    public static Relationship Create(RelationshipAdded e) => new(e.ContactId, e.OtherId, e.Kind, e.AddedAt);

    public Relationship Apply(RelationshipRemoved _) => this with { IsRemoved = true };
}
