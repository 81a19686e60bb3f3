using Npgsql;
using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>
/// Parts of the log that several readers of this node want one after the other, as they mostly do: read and decrypted once
/// for all of them. Who stands where nobody else does reads for itself, and only what it wants. A part is dropped as soon as
/// keys are forgotten: what is given out was decrypted after that, as if the reader had done it (<see cref="ErasureEpoch"/>).
/// </summary>
internal sealed class SharedLog(LogReader events, SubjectKeys keys, DaemonOptions options, TimeProvider clock)
{
    private const int MostParts = 16;
    private const int MostPlaces = 64;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);
    private readonly Lock _turn = new();
    private readonly List<LogPart> _parts = [];
    private readonly Queue<long> _places = [];
    private readonly BatchRoom _room = new(options.BatchSize);

    /// <summary>How many parts are kept.</summary>
    public int Parts
    {
        get
        {
            lock (_turn)
                return _parts.Count;
        }
    }

    /// <summary>What a reader of all tenants wants; null when it should read for itself.</summary>
    /// <param name="connection">
    /// Reads what nobody has read. Others may wait for it: bring one that is open, never wait for one of the pool meanwhile.
    /// </param>
    /// <param name="query">What the reader wants.</param>
    /// <param name="ceiling">How far a part for several readers may go.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<LogSpan?> Read(NpgsqlConnection connection, LogQuery query, long ceiling, CancellationToken ct)
    {
        var (part, isNew) = Choose(query.From, ceiling);
        if (part is null)
            return null;
        if (isNew)
            await Fill(part, connection, ct);
        try
        {
            return await part.Give(query).WaitAsync(Lifetime, clock, ct);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    // A part is worth it where another reader stood before, or comes from the same part as this one.
    private (LogPart? Part, bool IsNew) Choose(long from, long ceiling)
    {
        lock (_turn)
        {
            Drop();
            if (_parts.Find(part => part.From <= from && from < part.UpTo) is { } there)
            {
                there.Readers++;
                return (there, false);
            }

            if (!_places.Contains(from) && !_parts.Exists(part => part.UpTo == from && part.Readers > 1))
            {
                _places.Enqueue(from);
                if (_places.Count > MostPlaces)
                    _places.Dequeue();
                return (null, false);
            }

            var next = _parts.Where(part => part.From > from).Select(part => part.From).DefaultIfEmpty(long.MaxValue).Min();
            var made = new LogPart(from, Math.Min(next, _room.UpTo(from, ceiling)), keys.Forgotten, clock.GetTimestamp());
            _parts.Add(made);
            return (made, true);
        }
    }

    private async Task Fill(LogPart part, NpgsqlConnection connection, CancellationToken ct)
    {
        var asked = part.UpTo;
        try
        {
            var span = await events.Read(connection, new(part.From, asked, events.AllNames), ct);
            lock (_turn)
            {
                part.Fill(span);
                _room.Learn(asked, span);
            }

            DaemonMetrics.ReadShared();
        }
        catch
        {
            lock (_turn)
                _parts.Remove(part);
            part.Fail();
            throw;
        }
    }

    private void Drop()
    {
        var known = keys.Forgotten;
        _parts.RemoveAll(part => part.Forgotten != known || clock.GetElapsedTime(part.MadeAt) > Lifetime);
        while (_parts.Count >= MostParts || _parts.Sum(part => part.Bytes) > options.BatchBytes * 4)
            _parts.RemoveAt(0);
    }
}
