namespace SalesEngagement.Load.Append;

/// <summary>How many append what for how long. Every writer has streams of its own, taken in a random order.</summary>
internal sealed record AppendRound(int Writers, int Events, TimeSpan Time, Guid[][] Streams, int Seed)
{
    /// <summary>Runs it with one way to append.</summary>
    public Task<Throughput> Run(Func<Guid, Task> append) => Throughput.Of(Writers, Time, OnAnyOf(append));

    /// <summary>Runs it with two ways to append, in turns.</summary>
    public Task<(Throughput First, Throughput Second, double[] Shares)> Run(Func<Guid, Task> first, Func<Guid, Task> second) =>
        Throughput.InTurns(Writers, Time, OnAnyOf(first), OnAnyOf(second));

    private Func<int, Task> OnAnyOf(Func<Guid, Task> append)
    {
        var dice = Enumerable.Range(0, Writers).Select(writer => new Random(Seed + writer)).ToArray();
        return writer => append(Streams[writer][dice[writer].Next(Streams[writer].Length)]);
    }
}
