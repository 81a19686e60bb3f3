using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>
/// Fills the shadow table from the log, of all tenants or of one. Rows are folded in memory until there are many; those
/// that are new are copied in, the others are updated, and the position is moved in the same transaction.
/// </summary>
internal sealed class ShadowFill
{
    /// <summary>So many numbers can be brought in while the live shard waits.</summary>
    public const int Little = 2000;

    private const int RowsAtOnce = 200_000;
    private const int RowsKept = 200_000;
    private const string IndexesSql = "select count(*) from pg_index i where i.indrelid = $1::regclass and not i.indisprimary";
    private static readonly TimeSpan LongestLap = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Glimpse = TimeSpan.FromSeconds(1);
    private readonly ReadModel _model;
    private readonly string? _tenantId;
    private readonly RebuildSession _session;
    private readonly LogAhead _log;
    private readonly LogReader _events;
    private readonly ShadowProgress _progress;
    private readonly int? _perSecond;
    private readonly RowStore _rows;
    private readonly RowCache _cache = new(RowsKept);
    private readonly string[] _types;
    private readonly TimeProvider _clock;
    private bool _hasKey;
    private ParkedStreams _parked;
    private RowBatch _batch;

    private ShadowFill(
        ReadModel model, string? tenantId, RebuildSession session, LogAhead log, LogReader events, TimeProvider clock,
        int? perSecond, IProgress<RebuildProgress>? progress, ParkedStreams parked)
    {
        (_model, _tenantId, _session, _log, _events, _clock) = (model, tenantId, session, log, events, clock);
        (_perSecond, _parked, Position) = (perSecond, parked, session.Position);
        _hasKey = Position > 0;
        _progress = new(session, clock, Glimpse, progress);
        _rows = new(model, session.Shadow);
        _types = events.NamesOf(model.Facts);
        _batch = new(model, parked, _cache);
    }

    /// <summary>What the shadow has seen.</summary>
    public long Position { get; private set; }

    /// <summary>Goes on where the session is.</summary>
    public static async Task<ShadowFill> Of(
        ReadModel model, string? tenantId, RebuildSession session, LogAhead log, LogReader events, TimeProvider clock,
        int? perSecond, IProgress<RebuildProgress>? progress, CancellationToken ct) =>
        new(model, tenantId, session, log, events, clock, perSecond, progress,
            await ParkedStreams.Of(session.ParkAs, session.Connection, ct));

    /// <summary>Brings everything up to <paramref name="goal"/> into the shadow, the quick way.</summary>
    public async Task UpTo(long goal, CancellationToken ct)
    {
        if (Position >= goal)
            return;
        var lap = _clock.GetTimestamp();
        await foreach (var span in _log.Read(new(Position, goal, _types, _tenantId), _perSecond, ct))
        {
            await _rows.Fold(_batch, span.Entries, isEmpty: !_hasKey, _session.Connection, ct);
            if (span.UpTo == goal || _batch.Changed.Count >= RowsAtOnce || _clock.GetElapsedTime(lap) > LongestLap)
            {
                await Write(span.UpTo, goal, ct);
                lap = _clock.GetTimestamp();
            }

            await _progress.Show(span.UpTo, goal, ct);
        }
    }

    /// <summary>Makes the key and the indexes that are missing, now that nearly all rows are there.</summary>
    public async Task Ready(CancellationToken ct)
    {
        await MakeKey(ct);
        await using var count = new NpgsqlCommand(IndexesSql, _session.Connection)
        {
            Parameters = { new() { Value = $"read.{_session.Shadow}" } },
        };
        if (await count.ExecuteScalarAsync(ct) is 0L)
            await _session.Execute(_model.Table.Finish(_session.Shadow).Select(sql => new NpgsqlBatchCommand(sql)), ct);
    }

    /// <summary>The same within the transaction begun on the session, for the little that is left.</summary>
    /// <param name="from">Where the shadow was before the transaction; it may have been undone once.</param>
    /// <param name="goal">Where it will be.</param>
    /// <param name="ct">Cancels.</param>
    public async Task CatchUp(long from, long goal, CancellationToken ct)
    {
        (Position, _parked) = (from, await ParkedStreams.Of(_session.ParkAs, _session.Connection, ct));
        await Feed(new(_model, _session.Shadow, _session.ParkAs, inTransaction: true), goal, goal, ct);
    }

    private async Task Write(long upTo, long goal, CancellationToken ct)
    {
        try
        {
            await using var transaction = await _session.Connection.BeginTransactionAsync(ct);
            var (added, known) = Sorted();
            if (added.Count > 0)
                await _rows.Copy(added, _session.Connection, ct);
            await _session.Execute(
                [
                    .. Key(),
                    .. _rows.Write(known),
                    .. _batch.Poisons.Count > 0 ? new[] { ParkedStreams.Park(_session.ParkAs, _batch.Poisons) } : [],
                    _session.Move(upTo, goal),
                ],
                ct);
            await transaction.CommitAsync(ct);
            (Position, _hasKey) = (upTo, true);
            _batch.Written();
        }
        catch (PostgresException refused) when (Fault.IsRefusedData(refused))
        {
            await WriteSlowly(upTo, goal, ct);
        }
    }

    // Some value was refused, or a row of a model of events came twice: as the live shard would, batch by batch.
    private async Task WriteSlowly(long upTo, long goal, CancellationToken ct)
    {
        _cache.Clear();
        _batch = new(_model, _parked, _cache);
        await MakeKey(ct);
        await Feed(new(_model, _session.Shadow, _session.ParkAs), upTo, goal, ct);
    }

    private async Task Feed(RowFeed feed, long upTo, long goal, CancellationToken ct)
    {
        const int AtOnce = 5000;
        while (Position < upTo)
        {
            var reached = Math.Min(upTo, Position + AtOnce);
            var span = await _events.Read(_session.Connection, new(Position, reached, _types, _tenantId), ct);
            await feed.Apply(span, _parked, part => [_session.Move(part.UpTo, goal)], _session.Connection, ct);
            Position = span.UpTo;
        }
    }

    // The first rows come into a table without a key; then it gets one, which later rows must be found by.
    private IEnumerable<NpgsqlBatchCommand> Key() =>
        _hasKey ? [] : [new(_model.Table.AddKey(_session.Shadow))];

    private async Task MakeKey(CancellationToken ct)
    {
        if (_hasKey)
            return;
        await _session.Execute(Key(), ct);
        _hasKey = true;
    }

    private (List<CachedRow> Added, List<CachedRow> Known) Sorted()
    {
        var (added, known) = (new List<CachedRow>(_batch.Changed.Count), new List<CachedRow>());
        foreach (var row in _batch.Changed)
        {
            if (row.Exists)
                known.Add(row);
            else if (row.State is not null)
                added.Add(row);
        }

        return (added, known);
    }
}
