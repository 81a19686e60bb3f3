using SalesEngagement.Domain.Merges;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Merges;

/// <summary>
/// Who was merged into whom; one row per merge. Written with the events, so that there is no moment in which what happened with
/// somebody is under neither contact: every query by contact goes through it (<c>engagement.merged_with</c>), and no row of
/// others is ever rewritten.
/// </summary>
[ReadModel("contact_merge", Inline = true, Indexes = ["winner_id", "loser_id"], Readers = ["engagement_search"])]
public sealed record ContactMergeCard(
    Guid Id, long Version, Guid WinnerId, Guid LoserId, IReadOnlyList<string> Taken, DateTimeOffset MergedAt, DateTimeOffset? UndoneAt)
{
    private static readonly string ListSql = EmbeddedSql.Beside<ContactMergeCard>("ContactMergeCard.sql");

    public static ContactMergeCard Create(Event<ContactsMerged> e) =>
        new(e.StreamId, e.Version, e.Data.WinnerId, e.Data.LoserId, e.Data.Taken, e.Data.MergedAt, UndoneAt: null);

    public ContactMergeCard Apply(Event<ContactsUnmerged> e) => this with { Version = e.Version, UndoneAt = e.Data.UnmergedAt };

    /// <summary>Merges, the newest first, behind <paramref name="after"/>: all, or those in which a contact was one of the two.</summary>
    public static Task<IReadOnlyList<ContactMergeCard>> List(
        IQuerySession session, Guid? contactId, MergeKey? after, int rows, CancellationToken ct) =>
        session.Query<ContactMergeCard>(
            ListSql, ct, Parameter.Of(session.TenantId), Parameter.Of(contactId), Parameter.Of(after?.Id), Parameter.Of(rows));
}

/// <summary>A merge's place in the list.</summary>
public sealed record MergeKey(Guid Id);
