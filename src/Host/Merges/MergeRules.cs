using Npgsql;
using NpgsqlTypes;
using SalesEngagement.Application.Merges;
using SalesEngagement.Domain;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Routes;

namespace SalesEngagement.Host.Merges;

/// <summary>
/// What must hold when contacts become one, or two again: nobody of them is being erased, and nobody reports to themselves in
/// the end. Checked in the transaction of the change. It shares a lock that an erasure holds alone: whoever comes second sees
/// the other.
/// </summary>
internal static class MergeRules
{
    private const string LockSql = "select pg_advisory_xact_lock_shared(7342, hashtext($1))";
    private static readonly string NobodyErasedSql = EmbeddedSql.Beside(typeof(MergeRules), "NobodyErased.sql");

    /// <summary>What the checks refuse with.</summary>
    public static IReadOnlyList<Rejection> Refusals { get; } = [UnmergeContactsHandler.Erased, .. RelationshipRules.Refusals];

    /// <summary>Adds the checks of a merge.</summary>
    public static void KeepMerging(IEventSession session, Guid winnerId, Guid loserId)
    {
        KeepUnmerging(session, winnerId, loserId);
        RelationshipRules.KeepMerging(session, winnerId, loserId);
    }

    /// <summary>Adds the checks of taking one back: that makes no circle that was not one before.</summary>
    public static void KeepUnmerging(IEventSession session, Guid winnerId, Guid loserId)
    {
        session.Write(LockSql, Text(session.TenantId));
        session.Write(
            NobodyErasedSql, Text(session.TenantId),
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = new[] { $"{winnerId}", $"{loserId}" } });
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };
}
