using Npgsql;
using SalesEngagement.Faults.Children;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Order;

/// <summary>A writer in a process of its own, nearly always in the middle of a transaction: the one that is frozen.</summary>
internal static class SlowWriter
{
    /// <summary>Name of the role.</summary>
    public const string Role = "writer";

    /// <summary>Its connections' name, by which the proof sees that it holds a number.</summary>
    public const string Name = "proof-frozen";

    // Long enough to be frozen in it, and short enough that it is not this writer that every event waits for.
    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(20);

    public static async Task Play(ProofDatabase database)
    {
        await using var source = NpgsqlDataSource.Create($"{database.Main};Application Name={Name}");
        var writing = Task.WhenAll(Write(source), Write(source));
        await Task.WhenAny(writing, ChildRole.UntilTheEnd());
    }

    private static async Task Write(NpgsqlDataSource source)
    {
        while (true)
        {
            try
            {
                await using var append = await SqlAppend.Begin(source, default);
                await append.Open(Guid.CreateVersion7(), default);
                await Task.Delay(Hold);
                await append.Commit(default);
            }
            catch (NpgsqlException)
            {
                // Frozen for too long, it has lost its transaction; it goes on with another.
            }
        }
    }
}
