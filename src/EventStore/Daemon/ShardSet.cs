using Microsoft.Extensions.Logging;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Rebuild;
using SalesEngagement.EventStore.Subscriptions;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>Every shard of this program: one for each read model, one for each subscription, and others that were registered.</summary>
internal sealed class ShardSet
{
    /// <exception cref="InvalidOperationException">Two shards have one name.</exception>
    public ShardSet(
        ReadModelSet models, IEnumerable<ISubscription> subscriptions, ShardContext context, ReadModelTables tables,
        ReadModelRebuild rebuild, StreamRebuild streams, IEnumerable<IShard> others, ILogger<SubscriptionShard> log)
    {
        All =
        [
            .. models.All.Select(model => model.IsInline
                ? (IShard)new InlineShard(model, context, tables, rebuild, streams)
                : new ReadModelShard(model, context, tables, rebuild)),
            .. subscriptions.Select(subscription => new SubscriptionShard(subscription, context, log)),
            .. others,
        ];
        if (All.GroupBy(shard => shard.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidOperationException($"Two shards are called {twice.Key}.");
    }

    public IReadOnlyList<IShard> All { get; }
}
