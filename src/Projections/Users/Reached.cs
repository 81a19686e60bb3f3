using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Users;

/// <summary>Whose records a manager reaches: a row for each user, themselves included.</summary>
public sealed record Reached(Guid Id)
{
    /// <summary>
    /// The users of the manager's team and of all teams below; of the whole company (null) when the manager is in no
    /// team.
    /// </summary>
    public static async Task<IReadOnlyList<Guid>?> By(IQuerySession session, Guid managerId, CancellationToken ct)
    {
        var rows = await session.Query<Reached>(
            EmbeddedSql.Beside<Reached>("Reached.sql"), ct, Parameter.Of(session.TenantId), Parameter.Of(managerId));
        return rows.Any(row => row.Id == Guid.Empty) ? null : [.. rows.Select(row => row.Id), managerId];
    }
}
