using System.Diagnostics;
using Npgsql;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.Lag;

/// <summary>About 500 events a second beside the probe, and 15 % more that are rolled back after their number was drawn.</summary>
internal sealed class Noise(ProofDatabase database, IEventStore store, int seed)
{
    private const int Writers = 5;
    private const double RolledBack = 0.15;
    private const double OfEach = 100;
    private long _committed;
    private double _seconds;

    /// <summary>Events committed a second.</summary>
    public double PerSecond => _committed / Math.Max(_seconds, 1e-9);

    /// <summary>Appends until cancelled.</summary>
    public async Task Run(CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Write(new Random(seed + i), ct)));
        _seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private async Task Write(Random chance, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(database.Main);
        await connection.OpenAsync(CancellationToken.None);
        var stream = Guid.CreateVersion7();
        var session = store.Open(BareCall.Tenant, new("proof"));
        session.Start<Ledger>(stream, [new LedgerOpened(stream, "EUR")]);
        await session.Save(CancellationToken.None);
        var beat = new Beat(OfEach);
        while (!ct.IsCancellationRequested)
        {
            await beat.Next();
            if (chance.NextDouble() < RolledBack)
                await RollBack(connection, stream);
            session.Append(stream, [new LedgerPosted(1, "noise")]);
            await session.Save(CancellationToken.None);
            Interlocked.Increment(ref _committed);
        }
    }

    private static async Task RollBack(NpgsqlConnection connection, Guid stream)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await BareCall.Post(connection, stream, Guid.CreateVersion7(), CancellationToken.None);
        await transaction.RollbackAsync();
    }
}
