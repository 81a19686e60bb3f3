using Npgsql;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Relationships;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Routes;

/// <summary>
/// What must hold over all relationships of a company together. Checked in the transaction of the change, one change of a
/// company at a time, so that two halves of a circle cannot pass each other.
/// </summary>
internal static class RelationshipRules
{
    private const int MostOfOne = 200;
    private static readonly string AloneSql = EmbeddedSql.Beside(typeof(RelationshipRules), "RelationshipsAlone.sql");
    private static readonly string IsNewSql = EmbeddedSql.Beside(typeof(RelationshipRules), "RelationshipIsNew.sql");
    private static readonly string NoCircleSql = EmbeddedSql.Beside(typeof(RelationshipRules), "MergeMakesNoCircle.sql");
    private static readonly string NobodyBelowSql = EmbeddedSql.Beside(typeof(RelationshipRules), "ReportsToNobodyBelow.sql");

    /// <summary>What the checks refuse with.</summary>
    public static IReadOnlyList<Rejection> Refusals { get; } =
    [
        Rejection.Because("relationship-exists", "These contacts are that to each other already."),
        Rejection.Because("too-many-relationships", $"A contact has at most {MostOfOne} relationships."),
        Rejection.Because("reports-to-in-a-circle", "Somebody would report to themselves in the end. Remove the other relationship first."),
    ];

    /// <summary>Adds the checks that a new relationship asks for.</summary>
    public static void Keep(IEventSession session, Decision decision)
    {
        foreach (var added in decision.OfType<RelationshipAdded>())
        {
            session.Write(AloneSql, Text(session.TenantId));
            session.Write(
                IsNewSql, Text(session.TenantId), Id(added.ContactId), Id(added.OtherId), Text(added.Kind.ToString()),
                new NpgsqlParameter<int> { TypedValue = MostOfOne });
            if (added.Kind == RelationshipKind.ReportsTo)
                session.Write(NobodyBelowSql, Text(session.TenantId), Id(added.ContactId), Id(added.OtherId));
        }
    }

    /// <summary>Adds the check that two contacts can become one.</summary>
    public static void KeepMerging(IEventSession session, Guid winnerId, Guid loserId)
    {
        session.Write(AloneSql, Text(session.TenantId));
        session.Write(NoCircleSql, Text(session.TenantId), Id(winnerId), Id(loserId));
    }

    /// <summary>Why two contacts cannot become one as their relationships are now; null when they can.</summary>
    public static async Task<Problem?> OfMerging(IQuerySession session, Guid winnerId, Guid loserId, CancellationToken ct)
    {
        try
        {
            await session.Query<Checked>(NoCircleSql, ct, Text(session.TenantId), Id(winnerId), Id(loserId));
            return null;
        }
        catch (PostgresException e) when (Refusals.FirstOrDefault(refusal => refusal.Code == e.MessageText) is { } refusal)
        {
            return new(StatusCodes.Status409Conflict, refusal.Code, refusal.Detail);
        }
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<Guid> Id(Guid value) => new() { TypedValue = value };

    private sealed record Checked;
}
