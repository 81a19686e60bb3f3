using System.Diagnostics;
using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Order;

/// <summary>
/// Measures, again and again, the time from an append's return to the moment another connection finds the read model past
/// it, and tells those apart that a frozen writer had a part in.
/// </summary>
internal sealed class LagProbe(IEventStore store, HighWater mark, NpgsqlDataSource reader, BareChain machine, string shard)
{
    private const string PositionSql = "select engagement.position_of($1)";
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(25);
    private readonly Lock _gate = new();
    private readonly List<double> _toMark = [];
    private readonly List<double> _flatOut = [];
    private readonly List<double> _outside = [];
    private readonly List<double> _inside = [];
    private long _touched;
    private volatile bool _isPaced;
    private bool _isFrozen;

    /// <summary>Milliseconds until the mark was past it, of all probes.</summary>
    public IReadOnlyCollection<double> ToMark => _toMark;

    /// <summary>Milliseconds, of probes while the writers wrote as fast as they could.</summary>
    public IReadOnlyCollection<double> FlatOut => _flatOut;

    /// <summary>Milliseconds, of probes of paced writers that no frozen writer had a part in.</summary>
    public IReadOnlyCollection<double> Outside => _outside;

    /// <summary>Milliseconds, of the others.</summary>
    public IReadOnlyCollection<double> Inside => _inside;

    /// <summary>The writers leave the machine room to breathe from now on.</summary>
    public void Paced()
    {
        lock (_gate)
            (_isPaced, _touched) = (true, Stopwatch.GetTimestamp());
    }

    /// <summary>A writer is frozen from now on, or no longer.</summary>
    public void Frozen(bool isFrozen)
    {
        lock (_gate)
            (_isFrozen, _touched) = (isFrozen, Stopwatch.GetTimestamp());
    }

    /// <summary>Probes until cancelled.</summary>
    public async Task Run(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
            await ProbeStream(ct);
    }

    // Streams of the writers' length: nothing here grows with the time it runs but the log.
    private async Task ProbeStream(CancellationToken ct)
    {
        var stream = Guid.CreateVersion7();
        var opening = store.Open(SqlAppend.Tenant, new("proof"));
        opening.Start<Ledger>(stream, [new LedgerOpened(stream, "EUR")]);
        await opening.Save(CancellationToken.None);
        for (var i = 0; i < Writer.PostingsPerStream && !ct.IsCancellationRequested; i++)
        {
            var session = store.Open(SqlAppend.Tenant, new("proof"));
            session.Append(stream, [new LedgerPosted(1, "probe")]);
            var began = Stopwatch.GetTimestamp();
            var position = (await session.Save(CancellationToken.None)).Position;
            var committed = Stopwatch.GetTimestamp();
            while (mark.Mark < position)
                await mark.WaitBeyond(position - 1, Between, CancellationToken.None);
            _toMark.Add(Stopwatch.GetElapsedTime(committed).TotalMilliseconds);
            while (await Position() < position)
                await Task.Delay(TimeSpan.FromMilliseconds(1), CancellationToken.None);
            Add(began, Stopwatch.GetElapsedTime(committed).TotalMilliseconds);
            await Task.Delay(Between, CancellationToken.None);
            if (_isPaced)
                await machine.Once(CancellationToken.None);
        }
    }

    private async Task<long> Position()
    {
        await using var command = reader.CreateCommand(PositionSql);
        command.Parameters.Add(new() { Value = shard });
        return await command.ExecuteScalarAsync() as long? ?? 0;
    }

    // A probe belongs to a freeze when the writer was frozen at any moment of it.
    private void Add(long began, double milliseconds)
    {
        lock (_gate)
            (_isFrozen || _touched >= began ? _inside : _isPaced ? _outside : _flatOut).Add(milliseconds);
    }
}
