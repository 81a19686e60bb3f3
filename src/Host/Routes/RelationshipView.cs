using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Relationships;
using SalesEngagement.Projections.Relationships;

namespace SalesEngagement.Host.Routes;

/// <summary>A relationship to add: what the contact of the address is to this one.</summary>
internal sealed record NewRelationship(RelationshipKind? Kind, Guid? ContactId);

/// <summary>A relationship as one of its two contacts sees it.</summary>
/// <param name="Id">The relationship's, the same from both sides.</param>
/// <param name="Kind">What the contact of the address is to the other.</param>
/// <param name="ContactId">The other.</param>
/// <param name="FirstName">Of the other.</param>
/// <param name="LastName">Of the other.</param>
/// <param name="Title">Of the other.</param>
/// <param name="CompanyId">Of the other.</param>
/// <param name="AddedAt">When it was added.</param>
internal sealed record RelationshipView(
    Guid Id, RelationshipKind Kind, Guid ContactId, string FirstName, string LastName, string? Title, Guid? CompanyId, DateTimeOffset AddedAt)
{
    /// <summary>What the documentation shows.</summary>
    public static RelationshipView Example { get; } = new(
        Guid.Parse("0199a1d5-1c2d-7e3f-8a4b-5c6d7e8f9a0b"), RelationshipKind.ReportsTo, Guid.Parse("0199a1d2-9a8b-7c6d-8e5f-4a3b2c1d0e9f"),
        "Howard", "Aiken", "Commander", CompanyId: null, ContactExamples.Contact.CreatedAt);

    /// <summary>As <paramref name="viewer"/> sees it.</summary>
    public static RelationshipView Of(Guid id, Relationship relationship, Guid viewer, Contact other) => Of(
        id, viewer == relationship.ContactId ? relationship.Kind : relationship.Kind.Inverse(),
        viewer == relationship.ContactId ? relationship.OtherId : relationship.ContactId, other, relationship.AddedAt);

    /// <inheritdoc cref="Of(Guid, Relationship, Guid, Contact)"/>
    public static RelationshipView Of(RelationshipCard card, Guid viewer, Contact other) => Of(
        card.Id, viewer == card.ContactId ? card.Kind : card.Kind.Inverse(), OtherThan(viewer, card), other, card.AddedAt);

    /// <summary>Whom the viewer is something to.</summary>
    public static Guid OtherThan(Guid viewer, RelationshipCard card) => viewer == card.ContactId ? card.OtherId : card.ContactId;

    private static RelationshipView Of(Guid id, RelationshipKind kind, Guid otherId, Contact other, DateTimeOffset addedAt) => new(
        id, kind, otherId, other.FirstName.Value, other.LastName.Value, other.Title?.Value, other.CompanyId, addedAt);
}
