using Npgsql;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Projections.CustomFields;

namespace SalesEngagement.Projections.Contacts;

/// <summary>
/// Finds a page of a filtered list. Of those that come next some are looked at: what many pass is full by them. Otherwise those
/// that can match are looked up, when they are few. What is left is walked in its order until the page is full.
/// </summary>
internal sealed class ContactWalk(IQuerySession session, ContactFilter filter, ContactOrder order, ContactKey? after, int rows)
{
    /// <summary>So many are looked at before anything is looked up.</summary>
    private const int Near = 1_000;

    private readonly ContactListSql _sql = ContactListSql.Of(order);

    /// <summary>The page.</summary>
    public async Task<IReadOnlyList<ContactCard>> Find(CancellationToken ct)
    {
        var few = new FewContacts(session, filter, order);
        if (!few.IsAsked)
            return await Page(_sql.All, ct);
        var page = await Page(_sql.Next, ct, Parameter.Of(Near));
        if (page.Count == rows)
            return page;
        return await few.Find(ct) is { } found ? await Page(_sql.Given, ct, Parameter.Of(found)) : await Page(_sql.All, ct);
    }

    private Task<IReadOnlyList<ContactCard>> Page(string sql, CancellationToken ct, params NpgsqlParameter[] looksAt) =>
        session.Query<ContactCard>(sql, ct, [.. Filtered(), Place(), Parameter.Of(after?.Id), .. looksAt]);

    private NpgsqlParameter Place() => order is ContactOrder.ByName or ContactOrder.ByNameDescending
        ? Parameter.Of(after?.SortName)
        : Parameter.Of(after?.CreatedAt);

    private NpgsqlParameter[] Filtered() =>
    [
        Parameter.Of(session.TenantId),
        Parameter.Of(filter.OwnerId),
        Parameter.Of(filter.Tag),
        Parameter.Of(filter.Deleted),
        Parameter.Of(filter.CreatedFrom),
        Parameter.Of(filter.CreatedBefore),
        Parameter.Of(rows),
        Parameter.Of(filter.Owners),
        Parameter.Of(filter.Stage),
        Parameter.Of(filter.CompanyId),
        Parameter.Of(filter.TimeZone),
        Parameter.Of(FieldPath.Of(filter.Fields ?? [])),
        Parameter.Of(filter.TouchedFrom),
        Parameter.Of(filter.TouchedBefore),
    ];
}
