using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Http;

/// <summary>
/// Reads of one resource are folded from its stream: they are never behind a change, and their ETag is its version.
/// Lists come from read models.
/// </summary>
internal static class StreamReads
{
    /// <summary>
    /// A stream of the caller's tenant and within the caller's reach; version 0 when it does not exist, is another
    /// tenant's, or is out of reach.
    /// </summary>
    public static async Task<StreamState<T>> Read<T>(this IEventStore store, HttpContext http, Guid id, CancellationToken ct)
        where T : class
    {
        var stream = await store.Open(http.Tenant(), new(http.Principal())).Fetch<T>(id, ct);
        return stream.State is { } state && !http.Scope().Covers(state) ? new(State: null, Version: 0, Position: 0) : stream;
    }

    /// <summary>200 with the resource and its ETag; 404 when there is no such stream, or nothing to show of it.</summary>
    public static async Task<IResult> Answer<T>(
        this IEventStore store, HttpContext http, Guid id, Func<Guid, T, long, object?> render, CancellationToken ct)
        where T : class
    {
        var (state, version, _) = await store.Read<T>(http, id, ct);
        if (state is null || render(id, state, version) is not { } resource)
            return CommandAnswers.NotFound;

        http.Response.Headers.ETag = CommandAnswers.ETagOf(version);
        return Results.Ok(resource);
    }
}
