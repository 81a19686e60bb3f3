using Npgsql;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>A shard wanted to go past where an operator holds it. Nothing was written.</summary>
internal sealed class ShardHeldException(string shard, Exception inner)
    : Exception($"{shard} is held by an operator.", inner)
{
    /// <summary>What <c>engagement.move_checkpoint</c> raises.</summary>
    private const string SqlState = "EN002";

    /// <summary>Whether a statement failed for this reason.</summary>
    public static bool IsCause(PostgresException failure) => failure.SqlState == SqlState;
}
