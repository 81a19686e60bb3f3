using SalesEngagement.Faults.Kills;
using SalesEngagement.Faults.Order;
using SalesEngagement.Faults.Zombies;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Children;

/// <summary>What a child process does.</summary>
internal static class ChildRole
{
    /// <summary>What a child says when it has begun.</summary>
    public const string Ready = "ready";

    /// <summary>Plays a role until the proof ends, which closes the input.</summary>
    /// <param name="args">The role, and the superuser's connection string of the proof's database.</param>
    public static async Task<int> Play(string[] args)
    {
        var database = ProofDatabase.OfParent(args[1]);
        await (args[0] switch
        {
            SlowWriter.Role => SlowWriter.Play(database),
            ShardOwner.Role => ShardOwner.Play(database),
            CommandServer.Role => CommandServer.Play(database),
            _ => throw new ArgumentException($"There is no role {args[0]}.", nameof(args)),
        });
        return 0;
    }

    /// <summary>Says that the child has begun, and returns when its proof has ended.</summary>
    public static async Task UntilTheEnd()
    {
        await Console.Out.WriteLineAsync(Ready);
        while (await Console.In.ReadLineAsync() is not null)
        {
            // Nothing is said to it; only the end matters.
        }
    }
}
