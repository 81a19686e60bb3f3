using Npgsql;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults;

/// <summary>Compares the read model with the log by plain SQL, past everything the store does.</summary>
/// <param name="Missing">Events that the read model lacks.</param>
/// <param name="Twice">Events that it counts once too often.</param>
/// <param name="Balances">Streams whose balance is another.</param>
internal sealed record LedgerCheck(long Missing, long Twice, long Balances)
{
    private static readonly string Sql = EmbeddedSql.Beside<LedgerCheck>("LedgerCheck.sql");

    public static async Task<LedgerCheck> Of(ProofDatabase database, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(database.Superuser);
        await using var command = source.CreateCommand(Sql);
        command.CommandTimeout = 600;
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }
}
