using Npgsql;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.Bare;

/// <summary>The baseline's tables and functions.</summary>
internal static class BareTables
{
    /// <summary>Makes them, with the streams and events that the store has by now.</summary>
    public static async Task Copy(ProofDatabase database, CancellationToken ct)
    {
        await using var superuser = NpgsqlDataSource.Create(database.Superuser);
        await using var command = superuser.CreateCommand(EmbeddedSql.Beside(typeof(BareTables), "Bare.sql"));
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(ct);
    }
}
