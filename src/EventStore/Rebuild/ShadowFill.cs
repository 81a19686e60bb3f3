using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>Fills the shadow table from the log, of all tenants or of one.</summary>
internal sealed class ShadowFill(
    ReadModel model, string? tenantId, RebuildSession session, LogReader events, TimeProvider clock,
    IProgress<RebuildProgress>? progress)
{
    private const int BatchSize = 5000;
    private readonly RowFeed _feed = new(model, session.Shadow, session.ParkAs);
    private readonly string[] _types = events.NamesOf(model.Facts);
    private readonly ParkedStreams _parked = new();
    private readonly long _started = clock.GetTimestamp();

    /// <summary>What the shadow has seen.</summary>
    public long Position { get; private set; }

    /// <summary>Brings everything up to <paramref name="total"/> into the shadow, in batches.</summary>
    public async Task UpTo(long total, CancellationToken ct)
    {
        while (Position < total)
        {
            var upTo = Math.Min(total, Position + BatchSize);
            var query = new LogQuery(Position, upTo, _types, tenantId);
            var span = new LogSpan(Position, upTo, await events.Read(session.Connection, query, ct));
            await _feed.Apply(span, _parked, part => [session.Move(part.UpTo, total)], session.Connection, ct);
            Position = upTo;
            var seconds = clock.GetElapsedTime(_started).TotalSeconds;
            progress?.Report(new(Position, total, seconds > 0 ? Position / seconds : 0));
        }
    }

    /// <summary>Steps back when the transaction was undone in which the last part was brought in.</summary>
    public void BackTo(long position) => Position = position;
}
