using System.Reflection;

namespace SalesEngagement.EventStore.Projections;

/// <summary>Names under which shards keep their checkpoints in <c>mt_event_progression</c>; Marten's own convention.</summary>
internal static class ShardName
{
    /// <summary>The row that holds the mark below which no event can appear any more.</summary>
    public const string HighWaterMark = "HighWaterMark";

    /// <summary>The shard of a read model: <c>{Type}:All</c>, from version 2 on <c>{Type}:V{n}:All</c>.</summary>
    public static string Of(Type readModel)
    {
        var version = readModel.GetCustomAttribute<ReadModelAttribute>()?.Version
            ?? throw new InvalidOperationException($"{readModel.Name} is not marked [ReadModel].");
        return version == 1 ? OfName(readModel.Name) : OfName($"{readModel.Name}:V{version}");
    }

    /// <summary>The shard of a subscription.</summary>
    public static string OfName(string name) => $"{name}:All";
}
