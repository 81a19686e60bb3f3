using Npgsql;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>One reader's way along the log, in parts as large as its events allow.</summary>
/// <param name="events">Reads for this one alone.</param>
/// <param name="shared">Reads for all of this node.</param>
/// <param name="types">Stored names of the events it wants.</param>
/// <param name="most">How many numbers at once at most.</param>
internal sealed class LogFollower(LogReader events, SharedLog shared, string[] types, int most)
{
    private readonly BatchRoom _room = new(most);

    /// <summary>Stored names of the events it wants.</summary>
    public string[] Types => types;

    /// <summary>The next part above <paramref name="from"/>; not above <paramref name="ceiling"/>.</summary>
    public async Task<LogSpan> Read(NpgsqlConnection connection, long from, long ceiling, CancellationToken ct)
    {
        var query = new LogQuery(from, _room.UpTo(from, ceiling), types);
        if (await shared.Read(connection, query, ceiling, ct) is { } part)
            return part;
        var own = await events.Read(connection, query, ct);
        _room.Learn(query.UpTo, own);
        DaemonMetrics.ReadAlone();
        return own;
    }
}
