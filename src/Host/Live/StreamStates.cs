using Microsoft.Extensions.Caching.Memory;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Folding;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Live;

/// <summary>
/// What a call or a contact was before an event and what it is after it. Those recently pushed are remembered, so that the
/// usual life of one costs no read at all.
/// </summary>
internal sealed class StreamStates<T>(IEventStore store) : IDisposable
    where T : class
{
    private static readonly EventMetadata Nobody = new("live-push");

    private readonly MemoryCache _recent = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    public async Task<(T? Before, T? After)> Around(Event @event, CancellationToken ct)
    {
        var key = (@event.TenantId, @event.StreamId);
        var before = _recent.TryGetValue<Remembered>(key, out var last) && last?.Version == @event.Version - 1
            ? last.State
            : await Before(@event, ct);
        var after = Fold.Into<T>([@event], before);
        using var entry = _recent.CreateEntry(key);
        entry.Value = new Remembered(@event.Version, after);
        entry.Size = 1;
        return (before, after);
    }

    public void Dispose() => _recent.Dispose();

    private async Task<T?> Before(Event @event, CancellationToken ct)
    {
        if (@event.Version == 1)
            return null;

        var stream = await store.Open(@event.TenantId, Nobody).FetchAt<T>(@event.StreamId, @event.Version - 1, ct);
        return stream.State;
    }

    private sealed record Remembered(long Version, T? State);
}
