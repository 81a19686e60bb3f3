using Npgsql;

namespace SalesEngagement.Faults.Order;

/// <summary>
/// A reader as it is often written: it goes on from the last number it has seen. With a patience it stays at a gap until
/// the event behind it is that old; without one it does not look for gaps.
/// </summary>
internal sealed class CarelessReader(NpgsqlDataSource source, TimeSpan patience)
{
    private const string Sql = """
        select seq_id, clock_timestamp() - timestamp < $2 as fresh
        from mt_events where seq_id > $1 order by seq_id limit 5000
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private long _position;

    /// <summary>How many events it has seen.</summary>
    public long Seen { get; private set; }

    /// <summary>Reads until cancelled, and then once more to the end.</summary>
    public async Task Run(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await Read();
            await Task.Delay(Pause, CancellationToken.None);
        }

        while (await Read())
            await Task.Delay(Pause, CancellationToken.None);
    }

    // False when there is nothing above its position.
    private async Task<bool> Read()
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = _position });
        command.Parameters.Add(new() { Value = patience });
        await using var reader = await command.ExecuteReaderAsync();
        var isAny = false;
        while (await reader.ReadAsync())
        {
            isAny = true;
            var sequence = reader.GetInt64(0);
            if (sequence != _position + 1 && reader.GetBoolean(1))
                return true;
            _position = sequence;
            Seen++;
        }

        return isAny;
    }
}
