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
    private const int Near = 500;

    private static readonly string AmongSql = EmbeddedSql.Beside<ContactCard>("ContactsAmong.sql");

    /// <summary>The page.</summary>
    public async Task<IReadOnlyList<ContactCard>> Find(CancellationToken ct)
    {
        var few = new FewContacts(session, filter, order);
        if (!few.IsAsked)
            return await InOrder(ct);
        var next = await Next(ct);
        var page = await Among(next, ct);
        if (page.Count == rows || next.Length < Near)
            return page;
        return await few.Find(ct) is { } found ? await Among(found, ct) : await InOrder(ct);
    }

    private async Task<Guid[]> Next(CancellationToken ct) =>
    [
        .. (await session.Query<ContactId>(
            EmbeddedSql.Beside<ContactCard>($"NextContacts{order}.sql"), ct, Parameter.Of(session.TenantId),
            Place(), Parameter.Of(after?.Id), Parameter.Of(Near)))
            .Select(next => next.Id),
    ];

    private Task<IReadOnlyList<ContactCard>> Among(Guid[] some, CancellationToken ct) => session.Query<ContactCard>(
        AmongSql,
        ct,
        [
            .. Filtered(), Parameter.Of(after?.SortName), Parameter.Of(after?.CreatedAt), Parameter.Of(after?.Id),
            Parameter.Of($"{order}"), Parameter.Of(some),
        ]);

    private Task<IReadOnlyList<ContactCard>> InOrder(CancellationToken ct) => session.Query<ContactCard>(
        EmbeddedSql.Beside<ContactCard>($"Contacts{order}.sql"), ct, [.. Filtered(), Place(), Parameter.Of(after?.Id)]);

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
