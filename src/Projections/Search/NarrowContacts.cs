using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Projections.Contacts;

namespace SalesEngagement.Projections.Search;

/// <summary>
/// The contacts that a search without words lets through. There is nothing to rank them by: they are walked along an index
/// from the newest to the last, however many there are.
/// </summary>
public static class NarrowContacts
{
    private static readonly string Sql = EmbeddedSql.Beside<ContactSearch>("NarrowContacts.sql");

    /// <summary>Those that are in use and in reach, the newest first, starting behind <paramref name="after"/>. Spans of time are not asked.</summary>
    public static Task<IReadOnlyList<ContactCard>> Of(
        IQuerySession session, SearchFilter filter, NarrowKey? after, int rows, CancellationToken ct) =>
        session.Query<ContactCard>(
            Sql, ct, Parameter.Of(session.TenantId), Parameter.Of(filter.Reach), Parameter.Of(filter.Owners), Parameter.Of(filter.Tag),
            Parameter.Of(filter.TimeZone), Parameter.Of(filter.Stage), Parameter.Of(filter.CompanyId),
            Parameter.Of(after?.CreatedAt), Parameter.Of(after?.Id), Parameter.Of(rows));
}

/// <summary>A contact's place among the newest.</summary>
public sealed record NarrowKey(DateTimeOffset CreatedAt, Guid Id);
