namespace SalesEngagement.Load.Append;

/// <summary>How many append what for how long. Every writer has streams of its own, taken in a random order.</summary>
internal sealed record AppendRound(int Writers, int Events, TimeSpan Time, Guid[][] Streams, int Seed)
{
    /// <summary>Runs it with one way to append.</summary>
    public Task<Throughput> Run(Func<Guid, Task> append)
    {
        var dice = Enumerable.Range(0, Writers).Select(writer => new Random(Seed + writer)).ToArray();
        return Throughput.Of(Writers, Time, writer => append(Streams[writer][dice[writer].Next(Streams[writer].Length)]));
    }
}
