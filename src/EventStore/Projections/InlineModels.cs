using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Projections;

/// <summary>The inline read models of this program, and what units of work need to keep them.</summary>
internal sealed class InlineModels(
    ReadModelSet models, StreamLog streams, EventCodec codec, ErasureEpoch erasures)
{
    /// <summary>In the order of their tables: everybody enters them in this one.</summary>
    public IReadOnlyList<InlineModel> All { get; } =
    [
        .. models.All.Where(model => model.IsInline)
            .OrderBy(model => model.Table.Name, StringComparer.Ordinal)
            .Select(model => new InlineModel(model)),
    ];

    /// <summary>Reads streams that a save has to fold.</summary>
    public StreamLog Streams => streams;

    /// <summary>Makes events of facts.</summary>
    public EventCodec Codec => codec;

    /// <summary>Tells how old the keys in memory may be.</summary>
    public ErasureEpoch Erasures => erasures;

    /// <summary>For one unit of work; null when this program has no inline read model.</summary>
    public InlineRows? Open(string tenantId, EventMetadata by) => All.Count == 0 ? null : new(this, tenantId, by);
}
