using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Rebuild;
using SalesEngagement.EventStore.Schema;
using SalesEngagement.Host.Configuration;

namespace SalesEngagement.Host.Health;

/// <summary>Whether this node can serve: databases reachable, schema ours, somebody projecting.</summary>
internal sealed partial class Readiness(Installation installation, ProjectionAdmin projections, ILogger<Readiness> log) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly NpgsqlDataSource _main = NpgsqlDataSource.Create(installation.Connections.Main);
    private readonly NpgsqlDataSource _keys = NpgsqlDataSource.Create(installation.Connections.Keys);

    // A schema that was right once stays right while this program runs.
    private volatile bool _schemaIsOurs;

    /// <summary>What is in the way, as a word for machines; null when nothing is.</summary>
    public async Task<string?> Obstacle(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            await Task.WhenAll(Ask(_main, limit.Token), Ask(_keys, limit.Token));
            if (!_schemaIsOurs)
                await Schema.AssertAsDaemon(installation.Connections, limit.Token);
            _schemaIsOurs = true;
            var shards = await projections.Status(limit.Token);
            return shards.Any(shard => shard.State is ShardState.Missing or ShardState.Stopped) ? "projections" : null;
        }
        catch (SchemaException e)
        {
            SchemaIsNotOurs(e.Message);
            return "schema";
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            DatabasesAreSilent(e.GetType().Name);
            return "database";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _main.DisposeAsync();
        await _keys.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not ready. {Problem}")]
    private partial void SchemaIsNotOurs(string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not ready: the databases do not answer ({Error}).")]
    private partial void DatabasesAreSilent(string error);

    private static async Task Ask(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand("select 1");
        await command.ExecuteScalarAsync(ct);
    }
}
