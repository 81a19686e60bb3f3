using SalesEngagement.Domain.Relationships;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Relationships;

/// <summary>
/// What contacts are to each other; one row per relationship. Written with the events: that there is no other of its kind,
/// and no circle, is asked of it.
/// </summary>
[ReadModel("relationship_card", Inline = true, Indexes = ["contact_id, id", "other_id, id"])]
public sealed record RelationshipCard(
    Guid Id, long Version, Guid ContactId, Guid OtherId, RelationshipKind Kind, DateTimeOffset AddedAt, bool IsRemoved)
{
    public static RelationshipCard Create(Event<RelationshipAdded> e) =>
        new(e.StreamId, e.Version, e.Data.ContactId, e.Data.OtherId, e.Data.Kind, e.Data.AddedAt, IsRemoved: false);

    public RelationshipCard Apply(Event<RelationshipRemoved> e) => this with { Version = e.Version, IsRemoved = true };

    /// <summary>A contact's relationships, from whichever side, the oldest first, behind <paramref name="after"/>.</summary>
    public static Task<IReadOnlyList<RelationshipCard>> Of(
        IQuerySession session, Guid contactId, RelationshipKey? after, int rows, CancellationToken ct) =>
        session.Query<RelationshipCard>(
            EmbeddedSql.Beside<RelationshipCard>("RelationshipCard.sql"),
            ct,
            Parameter.Of(session.TenantId),
            Parameter.Of(contactId),
            Parameter.Of(after?.Id),
            Parameter.Of(rows));

    /// <summary>
    /// A relationship under the ids of those who stand for its two sides by now, and those that became the same by merges:
    /// they are shown as one. Nothing when it was removed.
    /// </summary>
    public static Task<IReadOnlyList<RelationshipCard>> Alike(IQuerySession session, Guid relationshipId, CancellationToken ct) =>
        session.Query<RelationshipCard>(
            EmbeddedSql.Beside<RelationshipCard>("RelationshipsAlike.sql"), ct, Parameter.Of(session.TenantId), Parameter.Of((Guid?)relationshipId));
}

/// <summary>A relationship's place in the list.</summary>
public sealed record RelationshipKey(Guid Id);
