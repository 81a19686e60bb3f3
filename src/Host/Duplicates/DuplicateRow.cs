using NpgsqlTypes;
using SalesEngagement.Domain.Duplicates;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Duplicates;

/// <summary>A pair as its row has it.</summary>
/// <param name="Id">The pair's.</param>
/// <param name="FirstId">The one with the smaller id.</param>
/// <param name="SecondId">The other.</param>
/// <param name="Score">How likely.</param>
/// <param name="Reasons">Why.</param>
/// <param name="State">As <see cref="DuplicateState"/> in small letters.</param>
/// <param name="FoundAt">When it was proposed first.</param>
/// <param name="DismissedBy">Who said last that they are two people.</param>
/// <param name="DismissedAt">When.</param>
internal sealed record DuplicateRow(
    Guid Id, Guid FirstId, Guid SecondId, int Score, IReadOnlyList<DuplicateReason> Reasons, string State, DateTimeOffset FoundAt,
    Guid? DismissedBy, DateTimeOffset? DismissedAt)
{
    private static readonly string FindSql = EmbeddedSql.Beside<DuplicateRow>("FindPair.sql");
    private static readonly string OfContactSql = EmbeddedSql.Beside<DuplicateRow>("ListPairsOfContact.sql");
    private static readonly string ListSql = EmbeddedSql.Beside<DuplicateRow>("ListPairs.sql");

    /// <summary>A state as it stands in the row.</summary>
    public static string Name(DuplicateState state) => state == DuplicateState.Open ? "open" : "dismissed";

    /// <summary>One; null when there is none in this tenant.</summary>
    public static async Task<DuplicateRow?> Find(IQuerySession session, Guid id, CancellationToken ct) =>
        await session.Query<DuplicateRow>(FindSql, ct, Sql.Text(session.TenantId), Sql.Id(id)) is [var row] ? row : null;

    /// <summary>Pairs of which both contacts are in use and in reach, the likeliest first.</summary>
    public static Task<IReadOnlyList<DuplicateRow>> List(
        IQuerySession session, DuplicateFilter filter, PairKey? after, int rows, CancellationToken ct) =>
        session.Query<DuplicateRow>(
            filter.ContactId is null ? ListSql : OfContactSql, ct, Sql.Text(session.TenantId), Sql.Text(Name(filter.State)), Sql.Int(filter.MinScore), Sql.Id(filter.ContactId),
            Sql.Array(NpgsqlDbType.Uuid, filter.Reach), Sql.Long(after?.Score), Sql.Id(after?.Id), Sql.Int(rows));

    /// <summary>A pair's place in the queue.</summary>
    public sealed record PairKey(int Score, Guid Id);
}

/// <summary>Which pairs are shown.</summary>
/// <param name="Reach">Of contacts of these users alone; null: of anybody's.</param>
/// <param name="State">In this state.</param>
/// <param name="MinScore">At least as likely.</param>
/// <param name="ContactId">Of this contact; null: of any.</param>
internal sealed record DuplicateFilter(Guid[]? Reach, DuplicateState State, int MinScore, Guid? ContactId);
