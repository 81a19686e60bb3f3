using System.Collections.Concurrent;
using SalesEngagement.TwilioDouble.Callbacks;

namespace SalesEngagement.TwilioDouble;

/// <summary>What the double was told and what it told others, the latest ten thousand of each, for assertions.</summary>
internal sealed class RequestLog
{
    private const int Kept = 10_000;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private readonly ConcurrentQueue<Callback> _callbacks = new();

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>One line per attempt.</summary>
    public IReadOnlyList<Callback> Callbacks => [.. _callbacks];

    public void Add(ReceivedRequest request) => Keep(_requests, request);

    public void Add(Callback callback) => Keep(_callbacks, callback);

    private static void Keep<T>(ConcurrentQueue<T> kept, T item)
    {
        kept.Enqueue(item);
        while (kept.Count > Kept)
            kept.TryDequeue(out _);
    }
}

/// <summary>A request to the API. <c>Answered</c> is its HTTP status; 0 when the caller went away.</summary>
public sealed record ReceivedRequest(
    DateTimeOffset At, string Method, string Path, IReadOnlyDictionary<string, string> Parameters, int Answered);
