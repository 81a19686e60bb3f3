using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>How far read models are behind: who writes much at once lets them come, for what everybody writes stands behind it.</summary>
public sealed class ReadModelBacklog
{
    private static readonly string Sql = EmbeddedSql.Beside<ReadModelBacklog>("ReadModelBacklog.sql");
    private readonly DaemonConnections _connections;
    private readonly string[] _shards;

    internal ReadModelBacklog(DaemonConnections connections, ReadModelSet models) =>
        (_connections, _shards) = (connections, [.. models.All.Where(model => !model.IsInline).Select(model => model.Shard)]);

    /// <summary>Events that the slowest of them has before it, on whichever node it runs.</summary>
    public async Task<long> Events(CancellationToken ct)
    {
        await using var command = _connections.Pool.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = _shards });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
