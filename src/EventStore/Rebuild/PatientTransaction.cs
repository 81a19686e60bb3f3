using Npgsql;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>
/// Transactions that lock what readers use. A long reader may hold it: waiting for that one would make new readers wait
/// behind us, so we step back after two seconds and return.
/// </summary>
internal sealed class PatientTransaction(TimeProvider clock)
{
    private const int Tries = 20;

    /// <summary>Does the work in one transaction and commits it; again from the start when a lock was not to be had.</summary>
    /// <param name="connection">Without a transaction.</param>
    /// <param name="work">Runs on the connection; must be able to run again.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    public async Task Run(NpgsqlConnection connection, Func<Task> work, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await using var transaction = await connection.BeginTransactionAsync(ct);
                await using (var patience = new NpgsqlCommand("set local lock_timeout = '2s'", connection))
                    await patience.ExecuteNonQueryAsync(ct);
                await work();
                await transaction.CommitAsync(ct);
                return;
            }
            catch (PostgresException busy) when (busy.SqlState is "55P03" or "40P01" && tries < Tries)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), clock, ct);
            }
        }
    }
}
