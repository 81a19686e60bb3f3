using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Rebuild;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.EventStore.Subscriptions;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>Tells how the shards are doing, on whichever node they run.</summary>
internal sealed class ShardStatusReader(
    DaemonConnections connections, ReadModelSet models, IEnumerable<ISubscription> subscriptions, IEnumerable<IShard> others)
{
    private static readonly string Sql = EmbeddedSql.Beside<ShardStatusReader>("ShardStatus.sql");

    private readonly (string Name, ShardKind Kind, ReadModel? Model)[] _shards =
    [
        .. models.All.Select(model => (model.Shard, model.IsInline ? ShardKind.Inline : ShardKind.ReadModel, (ReadModel?)model)),
        .. subscriptions.Select(subscription => (ShardName.OfName(subscription.Name), ShardKind.Subscription, (ReadModel?)null)),
        .. others.Select(shard => (shard.Name, shard.Kind, (ReadModel?)null)),
    ];

    /// <summary>All shards of this program: read models by name, then subscriptions, then others.</summary>
    public async Task<IReadOnlyList<ShardStatus>> Read(CancellationToken ct)
    {
        await using var command = connections.Pool.CreateCommand(Sql);
        command.Parameters.Add(Texts([.. _shards.Select(shard => shard.Name)]));
        command.Parameters.Add(Texts([.. _shards.Select(shard => shard.Model?.Table.Name)]));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var statuses = new List<ShardStatus>(_shards.Length);
        while (await reader.ReadAsync(ct))
            statuses.Add(Read(reader, _shards[statuses.Count].Kind, _shards[statuses.Count].Model));
        return statuses;
    }

    private static ShardStatus Read(NpgsqlDataReader reader, ShardKind kind, ReadModel? model)
    {
        var owner = reader.IsDBNull(6) ? null : reader.GetString(6);
        var isBehind = kind is not (ShardKind.Schedule or ShardKind.Inline);
        return new(
            reader.GetString(0),
            kind,
            StateOf(reader, model, owner),
            model?.Version ?? 1,
            isBehind ? reader.GetInt64(4) : 0,
            isBehind ? reader.GetDouble(5) : 0,
            owner,
            reader.GetInt32(7),
            ProgressOf(reader),
            kind == ShardKind.Inline ? reader.GetInt64(12) + reader.GetInt64(4) : reader.GetInt64(12),
            StopOf(reader));
    }

    private static ShardState StateOf(NpgsqlDataReader reader, ReadModel? model, string? owner)
    {
        if (reader.GetBoolean(11))
            return ShardState.Rebuilding;
        if (model is not null && reader.IsDBNull(1))
            return ShardState.Missing;
        if (model is not null && (reader.GetInt32(1), reader.GetString(2)) != (model.Version, model.Table.ShapeHash))
            return ShardState.NeedsRebuild;
        if (model is { IsInline: true })
            return ShardState.Running;
        if (owner is null)
            return ShardState.Stopped;
        return StopOf(reader) <= reader.GetInt64(12) ? ShardState.Paused : ShardState.Running;
    }

    private static long? StopOf(NpgsqlDataReader reader) => reader.IsDBNull(13) ? null : reader.GetInt64(13);

    private static RebuildProgress? ProgressOf(NpgsqlDataReader reader)
    {
        if (!reader.GetBoolean(11) || reader.IsDBNull(8))
            return null;
        return new(reader.GetInt64(8), reader.GetInt64(9), reader.GetDouble(10));
    }

    private static NpgsqlParameter Texts(string?[] values) =>
        new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar };
}
