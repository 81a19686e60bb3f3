using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Proof;

namespace SalesEngagement.Load;

/// <summary>Streams to measure with.</summary>
internal static class LedgerStreams
{
    private const int EventsAtOnce = 5_000;

    /// <summary>The tenant of all of them.</summary>
    public static string Tenant { get; } = Guid.CreateVersion7().ToString();

    /// <summary>Who appends.</summary>
    public static EventMetadata By { get; } = new("user-1", "trace-1", "command-1");

    /// <summary>Starts so many streams with so many events each.</summary>
    public static async Task<Guid[]> Start(IEventStore store, int streams, int events, CancellationToken ct)
    {
        var ids = Enumerable.Range(0, streams).Select(_ => Guid.CreateVersion7()).ToArray();
        foreach (var chunk in ids.Chunk(Math.Max(1, EventsAtOnce / events)))
        {
            var session = store.Open(Tenant, By);
            foreach (var id in chunk)
                session.Start<Ledger>(id, [new LedgerOpened(id, "EUR"), .. Enumerable.Range(1, events - 1).Select(n => new LedgerPosted(n, "invoice"))]);
            await session.Save(ct);
        }

        return ids;
    }
}
