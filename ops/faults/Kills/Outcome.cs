using Npgsql;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Kills;

/// <summary>What became of clients' commands, by plain SQL against their journals.</summary>
/// <param name="Lost">Acknowledged and not in the log.</param>
/// <param name="Twice">In the log more than once.</param>
internal sealed record Outcome(long Lost, long Twice)
{
    private const string Sql = "select data ->> 'Kind', count(*) from mt_events where stream_id = any ($1) and type = 'ledger_posted' group by 1";
    private const string LagSql = """
        select (select max(seq_id) from mt_events) <= engagement.position_of('LedgerBalance:All')
        """;

    /// <summary>Looks into the log.</summary>
    public static async Task<Outcome> Of(ProofDatabase database, Client[] clients, CancellationToken ct)
    {
        var times = new Dictionary<Guid, long>();
        await using var source = NpgsqlDataSource.Create(database.Superuser);
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = clients.Select(client => client.Stream).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            times.Add(Guid.Parse(reader.GetString(0)), reader.GetInt64(1));
        return new(
            clients.SelectMany(client => client.Acknowledged).LongCount(key => !times.ContainsKey(key)),
            times.Values.LongCount(count => count > 1));
    }

    /// <summary>Compares the read model with the log once it has caught up.</summary>
    public static async Task<LedgerCheck> WhenCaughtUp(ProofDatabase database, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(database.Superuser);
        while (true)
        {
            await using var command = source.CreateCommand(LagSql);
            if (await command.ExecuteScalarAsync(ct) is true)
                return await LedgerCheck.Of(database, ct);
            await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
        }
    }
}
