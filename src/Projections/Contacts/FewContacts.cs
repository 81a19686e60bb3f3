using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Projections.Contacts;

/// <summary>
/// Looks up whom a filter can let through, when they are few: by keys of search, and by when something last happened. A
/// list of many is walked in its order instead, and soon full.
/// </summary>
internal static class FewContacts
{
    /// <summary>More are many.</summary>
    public const int Most = 3_000;

    private static readonly string KeysSql = EmbeddedSql.Beside(typeof(FewContacts), "FewByKeys.sql");
    private static readonly string TouchedSql = EmbeddedSql.Beside(typeof(FewContacts), "FewTouched.sql");

    /// <summary>All that can match, and perhaps others; null when they are many, or the filter asks for nothing that is looked up.</summary>
    public static async Task<Guid[]?> Of(IQuerySession session, ContactFilter filter, ContactOrder order, CancellationToken ct) =>
        filter.Deleted
            ? null
            : await ByKeys(session, filter, order is ContactOrder.ByCreated or ContactOrder.ByCreatedDescending, ct) ?? await Touched(session, filter, ct);

    private static async Task<Guid[]?> ByKeys(IQuerySession session, ContactFilter filter, bool isByCreated, CancellationToken ct)
    {
        var keys = new FilterKeys(new(session.TenantId));
        var fields = (filter.Fields ?? []).Select(keys.Field).OfType<int[]>().ToArray();
        int[] all =
        [
            .. keys.All(filter.Tag, filter.TimeZone, filter.Stage, filter.CompanyId),
            .. filter.OwnerId is { } owner ? new[] { keys.Owner(owner) } : [],
            .. fields.Where(set => set.Length == 1).Select(set => set[0]),
        ];
        int[][] some = [.. fields.Where(set => set.Length != 1).Take(Candidates.MostSets)];
        // One owner, stage or company alone is walked by an index of its own, which is quick for many, too.
        var hasIndex = all.Length == 1 && some.Length == 0 && filter is { Tag: null, TimeZone: null, Fields: null or [] } && isByCreated;
        if ((all.Length == 0 && some.Length == 0) || hasIndex)
            return null;

        int[]? Set(int nth) => nth < some.Length ? some[nth] : null;
        return OfFew(await session.Query<FewContact>(
            KeysSql, ct, Parameter.Of(all.Length > 0 ? all : null), Parameter.Of(Set(0)), Parameter.Of(Set(1)), Parameter.Of(Set(2)),
            Parameter.Of(Set(3)), Parameter.Of(Set(4)), Parameter.Of(Set(5)), Parameter.Of(Most + 1)));
    }

    private static async Task<Guid[]?> Touched(IQuerySession session, ContactFilter filter, CancellationToken ct) =>
        filter is { TouchedFrom: null, TouchedBefore: null }
            ? null
            : OfFew(await session.Query<FewContact>(
                TouchedSql, ct, Parameter.Of(session.TenantId), Parameter.Of(filter.TouchedFrom), Parameter.Of(filter.TouchedBefore),
                Parameter.Of(Most + 1)));

    private static Guid[]? OfFew(IReadOnlyList<FewContact> found) => found.Count > Most ? null : [.. found.Select(row => row.Id).Distinct()];
}

/// <summary>One of a few contacts.</summary>
public sealed record FewContact(Guid Id);
