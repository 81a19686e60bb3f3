using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.EventStore.Sessions;

/// <summary>The name of an aggregate in <c>mt_streams.type</c>: its class name in snake case, as Marten has it.</summary>
internal static class StreamAlias
{
    public static string Of(Type aggregate) => ReadModelColumn.SnakeCase(aggregate.Name);
}
