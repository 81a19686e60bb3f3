using System.Collections.Concurrent;
using System.Diagnostics;

namespace SalesEngagement.Load;

/// <summary>What so many workers got done side by side.</summary>
/// <param name="PerSecond">Operations a second, all workers together.</param>
/// <param name="Milliseconds">How long each operation took.</param>
/// <param name="Processor">Processor time of this process for one operation, in microseconds; the server's is not in it.</param>
internal sealed record Throughput(double PerSecond, IReadOnlyCollection<double> Milliseconds, double Processor)
{
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
}
