using System.Collections.Concurrent;
using System.Diagnostics;

namespace SalesEngagement.Load;

/// <summary>What so many workers got done side by side.</summary>
/// <param name="PerSecond">Operations a second, all workers together.</param>
/// <param name="Milliseconds">How long each operation took.</param>
/// <param name="Processor">Processor time of this process for one operation, in microseconds; the server's is not in it.</param>
internal sealed record Throughput(double PerSecond, IReadOnlyCollection<double> Milliseconds, double Processor)
{
    private const int Turns = 7;

    /// <summary>
    /// Two ways to do the same, in turns of a moment each: what slows the machine for a while slows both.
    /// </summary>
    /// <param name="workers">How many at once.</param>
    /// <param name="time">For how long each.</param>
    /// <param name="first">Given the worker's number, from 0.</param>
    /// <param name="second">The same.</param>
    /// <returns>Both in all, and the second's rate as a share of the first's in each pair of turns.</returns>
    public static async Task<(Throughput First, Throughput Second, double[] Shares)> InTurns(
        int workers, TimeSpan time, Func<int, Task> first, Func<int, Task> second)
    {
        var (firsts, seconds) = (new List<Throughput>(), new List<Throughput>());
        for (var turn = 0; turn < Turns; turn++)
        {
            firsts.Add(await Of(workers, time / Turns, first));
            seconds.Add(await Of(workers, time / Turns, second));
        }

        return (Joined(firsts), Joined(seconds), [.. seconds.Zip(firsts, (mine, other) => mine.PerSecond / other.PerSecond)]);
    }

    /// <summary>Lets workers repeat an operation for a while, each one after the other.</summary>
    /// <param name="workers">How many at once.</param>
    /// <param name="time">For how long.</param>
    /// <param name="operation">Given the worker's number, from 0.</param>
    public static async Task<Throughput> Of(int workers, TimeSpan time, Func<int, Task> operation)
    {
        var took = new ConcurrentBag<double[]>();
        var began = Stopwatch.GetTimestamp();
        var usage = Environment.CpuUsage.TotalTime;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            var mine = new List<double>();
            while (Stopwatch.GetElapsedTime(began) < time)
            {
                var before = Stopwatch.GetTimestamp();
                await operation(worker);
                mine.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }

            took.Add([.. mine]);
        })));
        var all = took.SelectMany(mine => mine).ToArray();
        var used = Environment.CpuUsage.TotalTime - usage;
        return new(all.Length / Stopwatch.GetElapsedTime(began).TotalSeconds, all, used.TotalMicroseconds / all.Length);
    }

    private static Throughput Joined(List<Throughput> turns) => new(
        turns.Average(turn => turn.PerSecond),
        [.. turns.SelectMany(turn => turn.Milliseconds)],
        turns.Average(turn => turn.Processor));
}
