using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Contacts;

/// <summary>Contacts that somebody named one by one.</summary>
public static class ChosenContacts
{
    private static readonly string Sql = EmbeddedSql.Beside<ContactCard>("ChosenContacts.sql");

    /// <summary>Those of the ids that are there and in reach, deleted ones included.</summary>
    public static Task<IReadOnlyList<ContactCard>> Of(IQuerySession session, Guid[] ids, Guid[]? reach, CancellationToken ct) =>
        session.Query<ContactCard>(Sql, ct, Parameter.Of(session.TenantId), Parameter.Of(ids), Parameter.Of(reach));
}
