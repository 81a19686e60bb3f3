using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Projections.Contacts;

/// <summary>
/// Looks up whom a filter can let through, when they are few: by keys of search, and by when something last happened. A
/// list of many is walked in its order instead, and soon full.
/// </summary>
internal sealed class FewContacts
{
    /// <summary>More are many.</summary>
    public const int Most = 3_000;

    private static readonly string KeysSql = EmbeddedSql.Beside<FewContacts>("FewByKeys.sql");
    private static readonly string TouchedSql = EmbeddedSql.Beside<FewContacts>("FewTouched.sql");
    private readonly IQuerySession _session;
    private readonly ContactFilter _filter;
    private readonly int[] _all;
    private readonly int[][] _some;

    public FewContacts(IQuerySession session, ContactFilter filter, ContactOrder order)
    {
        (_session, _filter) = (session, filter);
        var keys = new FilterKeys(new(session.TenantId));
        var fields = (filter.Fields ?? []).Select(keys.Field).OfType<int[]>().ToArray();
        _all =
        [
            .. keys.All(filter.Tag, filter.TimeZone, filter.Stage, filter.CompanyId),
            .. filter.OwnerId is { } owner ? new[] { keys.Owner(owner) } : [],
            .. fields.Where(set => set.Length == 1).Select(set => set[0]),
        ];
        _some = [.. fields.Where(set => set.Length != 1).Take(Candidates.MostSets)];
        // One owner, stage or company alone is walked by an index of its own, which is quick for few and for many.
        var hasIndex = _all.Length == 1 && _some.Length == 0 && !IsTouched && filter is { Tag: null, TimeZone: null, Fields: null or [] }
            && order is ContactOrder.ByCreated or ContactOrder.ByCreatedDescending;
        IsAsked = !filter.Deleted && (HasKeys || IsTouched) && !hasIndex;
    }

    /// <summary>Whether the filter asks for something that is looked up.</summary>
    public bool IsAsked { get; }

    private bool HasKeys => _all.Length > 0 || _some.Length > 0;

    private bool IsTouched => _filter is not { TouchedFrom: null, TouchedBefore: null };

    /// <summary>All that can match, and perhaps others; null when they are many.</summary>
    public async Task<Guid[]?> Find(CancellationToken ct) =>
        (HasKeys ? await ByKeys(ct) : null) ?? (IsTouched ? await Touched(ct) : null);

    private async Task<Guid[]?> ByKeys(CancellationToken ct)
    {
        int[]? Set(int nth) => nth < _some.Length ? _some[nth] : null;
        return OfFew(await _session.Query<ContactId>(
            KeysSql, ct, Parameter.Of(_all.Length > 0 ? _all : null), Parameter.Of(Set(0)), Parameter.Of(Set(1)), Parameter.Of(Set(2)),
            Parameter.Of(Set(3)), Parameter.Of(Set(4)), Parameter.Of(Set(5)), Parameter.Of(Most + 1)));
    }

    private async Task<Guid[]?> Touched(CancellationToken ct) => OfFew(await _session.Query<ContactId>(
        TouchedSql, ct, Parameter.Of(_session.TenantId), Parameter.Of(_filter.TouchedFrom), Parameter.Of(_filter.TouchedBefore),
        Parameter.Of(Most + 1)));

    private static Guid[]? OfFew(IReadOnlyList<ContactId> found) => found.Count > Most ? null : [.. found.Select(row => row.Id).Distinct()];
}

/// <summary>A contact that was found, without what is known of it.</summary>
public sealed record ContactId(Guid Id);
