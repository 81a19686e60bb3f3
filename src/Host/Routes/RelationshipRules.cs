using Npgsql;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Relationships;
using SalesEngagement.EventStore.Sessions;

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

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<Guid> Id(Guid value) => new() { TypedValue = value };
}
