using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Projections.Contacts;

namespace SalesEngagement.Projections.Search;

/// <summary>The contacts behind matches, as lists show them.</summary>
public static class FoundCards
{
    private static readonly string Sql = EmbeddedSql.Beside<ContactSearch>("FoundCards.sql");

    /// <summary>Those of the ids that are in use and in reach, by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ContactCard>> Of(
        IQuerySession session, IEnumerable<Guid> ids, Guid[]? reach, CancellationToken ct)
    {
        var cards = await session.Query<ContactCard>(
            Sql, ct, Parameter.Of(session.TenantId), Parameter.Of([.. ids]), Parameter.Of(reach));
        return cards.ToDictionary(card => card.Id);
    }
}

/// <summary>Who is in a team.</summary>
public sealed record TeamMember(Guid Id)
{
    private static readonly string Sql = EmbeddedSql.Beside<TeamMember>("TeamMembers.sql");

    /// <summary>The users of this team alone, not of those below it.</summary>
    public static async Task<Guid[]> Of(IQuerySession session, Guid teamId, CancellationToken ct) =>
        [.. (await session.Query<TeamMember>(Sql, ct, Parameter.Of(session.TenantId), Parameter.Of((Guid?)teamId))).Select(member => member.Id)];
}
