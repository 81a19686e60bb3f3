using Npgsql;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Projections;

/// <summary>
/// An inline read model: what it makes of the events that a unit of work appends, and the statements that write it.
/// A row is always the fold of its whole stream, so that it is right whatever stood in the table before.
/// </summary>
internal sealed class InlineModel(ReadModel model)
{
    private const string EnterSql = "select engagement.enter_inline($1, $2, $3, $4)";
    private readonly string _upsert = model.Table.UpsertAppended(model.Table.Name);
    private readonly string _delete = model.Table.Delete(model.Table.Name);
    private readonly string _shape = model.Table.ShapeHash;
    private readonly HashSet<Type> _facts = [.. model.Facts];

    /// <summary>Whether it has a row for each stream, for which all its events are needed.</summary>
    public bool IsByStream => model.IsByStream;

    /// <summary>Whether it folds one of the facts to be appended.</summary>
    public bool Folds(StreamChange append) => append.Events.Exists(e => _facts.Contains(e.Fact.GetType()));

    /// <summary>The rows of one stream that change.</summary>
    /// <param name="before">All its events so far; not looked at by a model with a row for each event.</param>
    /// <param name="added">What is appended to it.</param>
    public InlineRow[] Rows(IEnumerable<Event> before, IEnumerable<Event> added) =>
        model.IsByStream ? OfStream(before, added) : OfEvents(added);

    /// <summary>Writes rows after the appends, once the door to their table is open.</summary>
    public void AddTo(NpgsqlBatch batch, IReadOnlyCollection<InlineRow> rows, long erasureEpoch)
    {
        if (rows.Count == 0)
            return;
        batch.Add(
            EnterSql, Sql.Text(model.Table.Name), Sql.Integer(model.Version), Sql.Text(_shape), Sql.Number(erasureEpoch));
        InlineRow[] kept = [.. rows.Where(row => row.State is not null)];
        if (kept.Length > 0)
            batch.Add(_upsert, Upsert(kept));
        RowKey[] gone = [.. rows.Where(row => row.State is null).Select(row => row.Key)];
        if (gone.Length > 0)
            batch.Add(_delete, RowStore.Keys(model, gone));
    }

    private NpgsqlParameter[] Upsert(InlineRow[] rows) =>
    [
        new() { Value = Array.ConvertAll(rows, row => row.Key.TenantId) },
        .. model.Columns.Select(column =>
            new NpgsqlParameter { Value = column.Type.ArrayOf(Array.ConvertAll(rows, row => column.Of(row.State!))) }),
        Sql.Ids(Array.ConvertAll(rows, row => row.Last.StreamId)),
        new() { Value = Array.ConvertAll(rows, row => row.Last.Version) },
    ];

    private InlineRow[] OfStream(IEnumerable<Event> before, IEnumerable<Event> added)
    {
        var row = before.Aggregate(seed: null as object, model.Next);
        Event? last = null;
        foreach (var e in added)
        {
            var next = model.Next(row, e);
            if (!ReferenceEquals(next, row))
                (row, last) = (next, e);
        }

        if (last is null)
            return [];
        var key = model.KeyOf(last)!;
        return row is null || model.IsKeyOf(key, row)
            ? [new(key, row, last)]
            : throw new InvalidOperationException($"{model.Name} made a row with another key than its stream's id.");
    }

    // Keys of their own, so that no two units of work ever want the same row of different streams.
    private InlineRow[] OfEvents(IEnumerable<Event> added)
    {
        var rows = new Dictionary<RowKey, InlineRow>();
        foreach (var e in added)
        {
            if (model.Next(row: null, e) is not { } made)
                continue;
            var key = model.KeyOf(e.TenantId, made);
            if (key.Values is not [Guid id] || (id != e.Id && id != e.StreamId))
                throw new InvalidOperationException($"{model.Name} is inline: its key must be the event's id or its stream's.");
            rows[key] = new(key, made, e);
        }

        return [.. rows.Values];
    }
}

/// <summary>A row as a unit of work leaves it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="State">The record; null when there is none any more.</param>
/// <param name="Last">The event that changed it last.</param>
internal sealed record InlineRow(RowKey Key, object? State, Event Last);
