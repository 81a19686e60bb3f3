using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>
/// Reads the log ahead of whoever folds it: while one part is folded, the next is decoded and the one after that on its
/// way. A connection of its own; no transaction stays open between parts.
/// </summary>
internal sealed class LogAhead(DaemonConnections connections, LogReader events, TimeProvider clock)
{
    private const int Part = 20_000;
    private const int Waiting = 2;

    /// <summary>The log in parts.</summary>
    /// <param name="query">Which part of it, in all.</param>
    /// <param name="perSecond">How many events a second at most; null for no limit.</param>
    /// <param name="ct">Cancels.</param>
    public async IAsyncEnumerable<LogSpan> Read(
        LogQuery query, int? perSecond, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var spans = Channel.CreateBounded<LogSpan>(Waiting);
        var reading = Task.Run(() => Read(query, perSecond, spans.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var span in spans.Reader.ReadAllAsync(ct))
                yield return span;
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    private async Task Read(LogQuery query, int? perSecond, ChannelWriter<LogSpan> spans, CancellationToken ct)
    {
        try
        {
            await using var connection = await connections.Pool.OpenConnectionAsync(ct);
            var copy = new LogCopy(connection);
            var pace = new RebuildPace(perSecond, clock);
            var parts = Parts(query, perSecond).GetEnumerator();
            var coming = parts.MoveNext() ? copy.Fetch(parts.Current, ct) : null;
            while (coming is not null)
            {
                var part = parts.Current;
                var bytes = await coming;
                coming = parts.MoveNext() ? copy.Fetch(parts.Current, ct) : null;
                var entries = await events.Decode(copy.Parse(bytes), ct);
                await spans.WriteAsync(new(part.From, part.UpTo, entries), ct);
                await pace.After(entries.Count, ct);
            }

            spans.Complete();
        }
#pragma warning disable CA1031 // It is thrown where the spans are read.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            spans.Complete(failure);
        }
    }

    private static IEnumerable<LogQuery> Parts(LogQuery query, int? perSecond)
    {
        var size = Math.Clamp(perSecond ?? Part, 1, Part);
        for (var from = query.From; from < query.UpTo; from += size)
            yield return query with { From = from, UpTo = Math.Min(from + size, query.UpTo) };
    }
}
