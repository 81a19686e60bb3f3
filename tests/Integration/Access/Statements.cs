using System.Collections.Concurrent;
using System.Diagnostics;

namespace SalesEngagement.Integration.Access;

/// <summary>The statements that the database driver reports for one request, found by the request's trace.</summary>
internal sealed class Statements : IDisposable
{
    private readonly ConcurrentQueue<(ActivityTraceId Trace, string Sql)> _seen = [];
    private readonly ActivityListener _listener;

    public Statements()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                // Opening a connection is reported, too, and is no statement.
                if (activity.Source.Name == "Npgsql" && $"{activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")}" is { Length: > 0 } sql)
                    _seen.Enqueue((activity.TraceId, sql));
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>What was asked for a request, in order. The request sends the header it is given.</summary>
    public async Task<string[]> Of(Func<(string Name, string Value), Task<HttpResponseMessage>> request)
    {
        var trace = ActivityTraceId.CreateRandom();
        await request(("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01"));
        return [.. _seen.Where(one => one.Trace == trace).Select(one => one.Sql)];
    }

    public void Dispose() => _listener.Dispose();
}
