using Npgsql;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>A shard's checkpoint was not where its owner had left it: another owner, or a rebuild. Nothing was written.</summary>
internal sealed class CheckpointMovedException(string shard, Exception? inner = null)
    : Exception($"The checkpoint of {shard} was moved by another owner or a rebuild.", inner)
{
    /// <summary>What <c>engagement.move_checkpoint</c> raises.</summary>
    private const string SqlState = "EN001";

    /// <summary>Whether a statement failed for this reason.</summary>
    public static bool IsCause(PostgresException failure) => failure.SqlState == SqlState;
}
