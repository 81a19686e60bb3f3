using Npgsql;
using SalesEngagement.Faults.Children;

namespace SalesEngagement.Faults.Order;

/// <summary>Freezes the writer process, each time while it holds a number that is drawn and not committed.</summary>
internal sealed class Freezer(Child writer, LagProbe probe, NpgsqlDataSource superuser)
{
    private const string HoldsSql = """
        select count(*) from pg_locks l join pg_stat_activity a on a.pid = l.pid
        where a.application_name = $1 and a.state = 'idle in transaction'
          and l.relation = 'mt_events_sequence'::regclass and l.mode = 'RowExclusiveLock'
        """;

    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(7);

    /// <summary>How often it was frozen so.</summary>
    public int Times { get; private set; }

    /// <summary>Freezes again and again until cancelled.</summary>
    public async Task Run(TimeSpan first, TimeSpan between, CancellationToken ct)
    {
        await Task.Delay(first, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!ct.IsCancellationRequested)
        {
            probe.Frozen(true);
            await FreezeHolding();
            Times++;
            await Task.Delay(Frozen, CancellationToken.None);
            await writer.Thaw(CancellationToken.None);
            probe.Frozen(false);
            await Task.Delay(between, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Stopped between two transactions, or while the server commits one, it holds nobody: it goes on, and is stopped once more.
    private async Task FreezeHolding()
    {
        await writer.Freeze(CancellationToken.None);
        while (await Holds() == 0)
        {
            await writer.Thaw(CancellationToken.None);
            await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            await writer.Freeze(CancellationToken.None);
        }
    }

    private async Task<long> Holds()
    {
        await using var command = superuser.CreateCommand(HoldsSql);
        command.Parameters.Add(new() { Value = SlowWriter.Name });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
