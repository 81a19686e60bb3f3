using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Subscriptions;

/// <summary>
/// Finds where in the log an instant lies, by halving: there is no index on time. Times follow numbers but for
/// transactions side by side, so it halves down to an hour before, and reads on from there.
/// </summary>
internal sealed class InstantSearch(NpgsqlDataSource source)
{
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromHours(1);
    private static readonly string TimeSql = EmbeddedSql.Beside<InstantSearch>("InstantTime.sql");
    private const string LastSql = "select max(e.seq_id) from public.mt_events e";
    private static readonly string FirstSql = EmbeddedSql.Beside<InstantSearch>("InstantFirst.sql");

    /// <summary>The highest number recorded by now: when the mark is there, whatever was recorded before is below it.</summary>
    public async Task<long> Last(CancellationToken ct) => await Ask<long>(LastSql, ct) ?? 0;

    /// <summary>The number before the first event recorded at or after <paramref name="instant"/>; the mark if none is.</summary>
    public async Task<long> Before(DateTimeOffset instant, long mark, CancellationToken ct)
    {
        var (low, high) = (0L, mark);
        while (high - low > 1000)
        {
            var middle = low + ((high - low) / 2);
            if (await Ask<DateTime>(TimeSql, ct, middle, high) is { } time && time < instant.UtcDateTime - LongestTransaction)
                low = middle;
            else
                high = middle;
        }

        return (await Ask<long>(FirstSql, ct, low, mark, instant.UtcDateTime) ?? (mark + 1)) - 1;
    }

    private async Task<T?> Ask<T>(string sql, CancellationToken ct, params object[] values)
        where T : struct
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(ct) as T?;
    }
}
