using SalesEngagement.Domain.Duplicates;
using SalesEngagement.Domain.Merges;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Duplicates;

/// <summary>
/// Writes into <c>engagement.duplicate_pairs</c> what people decide about pairs, with the event that says so. The one place in
/// which a pair is closed and opened again: by a dismissal, and by whatever else makes one person of two contacts.
/// </summary>
internal sealed class DuplicatePairRows : IInlinePart
{
    private static readonly string DismissSql = EmbeddedSql.Beside<DuplicatePairRows>("DismissPair.sql");
    private static readonly string ReopenSql = EmbeddedSql.Beside<DuplicatePairRows>("ReopenPair.sql");
    private static readonly string MergeSql = EmbeddedSql.Beside<DuplicatePairRows>("MergePair.sql");

    public bool Follows(Type fact) => fact == typeof(DuplicateDismissed) || fact == typeof(DuplicateDismissalUndone)
        || fact == typeof(ContactsMerged) || fact == typeof(ContactsUnmerged);

    public ValueTask<IReadOnlyList<InlineStatement>> Follow(string tenantId, IReadOnlyList<InlineFact> facts, CancellationToken ct) =>
        new([.. facts.Select(fact => Of(tenantId, fact.Fact))]);

    private static InlineStatement Of(string tenantId, object fact) => fact switch
    {
        DuplicateDismissed e => new(
            DismissSql, Sql.Text(tenantId), Sql.Id(DuplicatePair.IdOf(e.FirstId, e.SecondId)), Sql.Id(e.FirstId), Sql.Id(e.SecondId),
            Sql.Int(e.Score), Sql.Json(FoundPair.Written(e.Reasons)), Sql.Id(e.DismissedBy), Sql.Instant(e.DismissedAt)),
        DuplicateDismissalUndone e => Pair(ReopenSql, tenantId, e.FirstId, e.SecondId),
        ContactsMerged e => Pair(MergeSql, tenantId, e.WinnerId, e.LoserId),
        ContactsUnmerged e => Pair(ReopenSql, tenantId, e.WinnerId, e.LoserId), // They are two again, and look as they did.
        _ => throw new InvalidOperationException($"{fact.GetType().Name} says nothing of pairs."),
    };

    private static InlineStatement Pair(string sql, string tenantId, Guid one, Guid other)
    {
        var (first, second) = DuplicatePair.InOrder(one, other);
        return new(sql, Sql.Text(tenantId), Sql.Id(first), Sql.Id(second));
    }
}
