using Npgsql;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Projections;

/// <summary>
/// The rows of inline read models that one unit of work writes beside its events. It folds what it knows of a stream at
/// the version that the append expects: who is first there wins, rows and all; who is not writes neither.
/// About erased people it holds to the argument of <see cref="Privacy.ErasureEpoch"/>: the epoch is taken before anything
/// is decrypted, and must still hold behind the door to the table.
/// </summary>
internal sealed class InlineRows(InlineModels models, string tenantId, EventMetadata by)
{
    /// <summary>How often a save is tried again because somebody was erased meanwhile.</summary>
    public const int Tries = 5;

    private const string Erased = "ES002";
    private const string Changed = "ES003";
    private readonly Dictionary<Guid, IReadOnlyList<Event>> _read = [];
    private long _epoch = models.Erasures.Known;

    /// <summary>Whether a save failed because somebody was erased since keys were read: <see cref="Renew"/>, then again.</summary>
    public static bool IsOld(PostgresException failure) => failure.SqlState == Erased;

    /// <summary>Why the door to a table stays shut, or null for any other error.</summary>
    public static Exception? AsRefusal(PostgresException failure) =>
        failure.SqlState == Changed ? new InlineModelChangedException(failure.MessageText) : null;

    /// <summary>Takes whole streams as they were read, so that a save need not read them again.</summary>
    public void Keep(IReadOnlyList<Event> events)
    {
        foreach (var stream in events.GroupBy(e => e.StreamId))
            _read[stream.Key] = [.. stream];
    }

    /// <summary>Adds the rows that the appends change, after them.</summary>
    /// <exception cref="InvalidOperationException">An append does not say at which version; or a fold's own mistake.</exception>
    public async Task AddTo(NpgsqlBatch batch, IEnumerable<StreamChange> appends, CancellationToken ct)
    {
        Feeding[] feeding = [.. appends.Where(append => models.All.Any(model => model.Folds(append))).Select(Of)];
        if (feeding.Length == 0)
            return;
        await Read(feeding, ct);
        foreach (var model in models.All)
        {
            InlineRow[] rows = [.. feeding.Where(one => model.Folds(one.Append)).SelectMany(one => model.Rows(Before(one), one.Added))];
            model.AddTo(batch, rows, _epoch);
        }
    }

    /// <summary>Forgets what was read with keys of before the last erasure.</summary>
    public async Task Renew(CancellationToken ct)
    {
        _read.Clear();
        await models.Erasures.Look(ct);
        _epoch = models.Erasures.Known;
    }

    private Feeding Of(StreamChange append)
    {
        var version = append.StartedAs is not null ? 0 : append.Expected ?? throw new InvalidOperationException(
            $"Stream {append.StreamId} feeds an inline read model: append to it with the version it was fetched at.");
        return new(
            append, version, [.. append.Events.Select((e, i) => models.Codec.Unsaved(tenantId, e, version + i + 1, by))]);
    }

    private async Task Read(IEnumerable<Feeding> feeding, CancellationToken ct)
    {
        Guid[] missing =
        [
            .. feeding
                .Where(one => one.Version > ReadUpTo(one.StreamId) && models.All.Any(model => model.IsByStream && model.Folds(one.Append)))
                .Select(one => one.StreamId),
        ];
        if (missing.Length > 0)
            Keep(await models.Streams.ReadMany(tenantId, missing, ct));
    }

    private long ReadUpTo(Guid streamId) => _read.TryGetValue(streamId, out var events) ? events[^1].Version : 0;

    private IEnumerable<Event> Before(Feeding one) =>
        _read.GetValueOrDefault(one.StreamId, []).TakeWhile(e => e.Version <= one.Version);

    /// <summary>An append that inline models fold, the version it expects, and its events as they will read.</summary>
    private sealed record Feeding(StreamChange Append, long Version, IReadOnlyList<Event> Added)
    {
        public Guid StreamId => Append.StreamId;
    }
}
