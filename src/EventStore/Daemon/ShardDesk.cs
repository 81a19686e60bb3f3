using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Subscriptions;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>
/// Holds shards and lets them go, for every node and until told otherwise: also over restarts. A rebuild of a held read
/// model makes its table anew up to the mark, and holds it there.
/// </summary>
public sealed class ShardDesk
{
    private const string StopSql = "select engagement.stop_shard($1, $2)";
    private const string ResumeSql = "with gone as (delete from engagement.shard_controls c where c.shard = $1) select pg_notify('engagement_shards', '')";

    private readonly DaemonConnections _connections;
    private readonly string[] _shards;

    internal ShardDesk(
        DaemonConnections connections, ReadModelSet models, IEnumerable<ISubscription> subscriptions, IEnumerable<IShard> others)
    {
        _connections = connections;
        _shards =
        [
            .. models.All.Where(model => !model.IsInline).Select(model => model.Shard),
            .. subscriptions.Select(one => ShardName.OfName(one.Name)),
            .. others.Select(one => one.Name),
        ];
    }

    /// <summary>Stops a shard where it is. A subscription's effects that have begun end; no others begin.</summary>
    /// <param name="name">The shard (<c>CallLog:All</c>) or what it feeds (<c>CallLog</c>); letter case does not matter.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The sequence it stands at: its checkpoint does not move on from there.</returns>
    /// <exception cref="ArgumentException">There is no such shard; the message lists those there are.</exception>
    public Task<long> Pause(string name, CancellationToken ct) => Stop(Named(name), at: null, ct);

    /// <summary>Lets a shard process everything up to a sequence, and nothing above.</summary>
    /// <param name="name">As for <see cref="Pause"/>.</param>
    /// <param name="sequence">The last sequence it processes.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The sequence it stands at now; when that is above, it stays there.</returns>
    /// <exception cref="ArgumentException">There is no such shard; the message lists those there are.</exception>
    public Task<long> StopAt(string name, long sequence, CancellationToken ct) => Stop(Named(name), sequence, ct);

    /// <summary>Lets a shard go on. Does nothing when nobody holds it.</summary>
    /// <param name="name">As for <see cref="Pause"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ArgumentException">There is no such shard; the message lists those there are.</exception>
    public async Task Resume(string name, CancellationToken ct)
    {
        await using var command = _connections.Pool.CreateCommand(ResumeSql);
        command.Parameters.Add(new() { Value = Named(name) });
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<long> Stop(string shard, long? at, CancellationToken ct)
    {
        await using var command = _connections.Pool.CreateCommand(StopSql);
        command.Parameters.Add(new() { Value = shard });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)at ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private string Named(string name) =>
        Array.Find(_shards, shard => Matches(shard, name)) ?? throw new ArgumentException(
            $"There is no shard '{name}'. Known: {string.Join(", ", _shards)}.");

    private static bool Matches(string shard, string name) =>
        shard.Equals(name, StringComparison.OrdinalIgnoreCase)
        || shard.Split(':')[0].Equals(name, StringComparison.OrdinalIgnoreCase);
}
