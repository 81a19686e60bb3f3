using System.Diagnostics;
using Npgsql;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.Lag;

/// <summary>Appends, one event at a time, and waits for its row; between two appends, the machine by itself is measured.</summary>
internal sealed class Probe : IAsyncDisposable
{
    private const string RowSql = "select count(*) from read.ledger_line where tenant_id = $1 and ledger_id = $2";
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);
    private readonly IEventStore? _store;
    private readonly NpgsqlConnection _app;
    private readonly NpgsqlConnection _reader;
    private readonly Guid _stream = Guid.CreateVersion7();
    private long _rows = 1;

    private Probe(IEventStore? store, NpgsqlConnection app, NpgsqlConnection reader) => (_store, _app, _reader) = (store, app, reader);

    /// <summary>Begins a stream of its own.</summary>
    /// <param name="store">Through which to append; null for the bare function, of which nobody is told.</param>
    /// <param name="database">Where.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Probe> Start(IEventStore? store, ProofDatabase database, CancellationToken ct)
    {
        var (app, reader) = (new NpgsqlConnection(database.Main), new NpgsqlConnection(database.Superuser));
        await app.OpenAsync(ct);
        await reader.OpenAsync(ct);
        var probe = new Probe(store, app, reader);
        await using var node = await ProofNode.Start(database, ct);
        var session = node.Store.Open(BareCall.Tenant, new("proof"));
        session.Start<Ledger>(probe._stream, [new LedgerOpened(probe._stream, "EUR")]);
        await session.Save(ct);
        return probe;
    }

    /// <summary>Milliseconds of so many appends.</summary>
    public async Task<IReadOnlyCollection<double>> Measure(int times, BareChain machine, CancellationToken ct)
    {
        var figures = new List<double>(times);
        for (var i = 0; i < times; i++)
        {
            await Append(ct);
            var committed = Stopwatch.GetTimestamp();
            _rows++;
            while (await Rows(ct) < _rows)
            {
                // Asked again at once.
            }

            figures.Add(Stopwatch.GetElapsedTime(committed).TotalMilliseconds);
            await Task.Delay(Between, ct);
            await machine.Once(ct);
        }

        return figures;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _reader.DisposeAsync();
    }

    private async Task Append(CancellationToken ct)
    {
        if (_store is null)
        {
            await BareCall.Post(_app, _stream, Guid.CreateVersion7(), ct);
            return;
        }

        var session = _store.Open(BareCall.Tenant, new("proof"));
        session.Append(_stream, [new LedgerPosted(1, "lag")]);
        await session.Save(ct);
    }

    private async Task<long> Rows(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(RowSql, _reader);
        command.Parameters.Add(new() { Value = BareCall.Tenant });
        command.Parameters.Add(new() { Value = _stream });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
