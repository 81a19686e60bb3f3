using Npgsql;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.EventStore.Sessions;

/// <summary>A unit of work on the streams of one tenant. Not thread-safe; nothing is written before <see cref="Save"/>.</summary>
public interface IEventSession
{
    /// <summary>Whose unit of work it is: nothing of others is seen or written.</summary>
    string TenantId { get; }

    /// <summary>Reads a stream and folds it. A stream that does not exist has version 0 and no state.</summary>
    Task<StreamState<T>> Fetch<T>(Guid streamId, CancellationToken ct)
        where T : class;

    /// <summary>The same, as the stream stood at <paramref name="version"/>.</summary>
    Task<StreamState<T>> FetchAt<T>(Guid streamId, long version, CancellationToken ct)
        where T : class;

    /// <summary>The same, as the stream stood at an instant: with what was recorded by then.</summary>
    Task<StreamState<T>> FetchAsOf<T>(Guid streamId, DateTimeOffset instant, CancellationToken ct)
        where T : class;

    /// <summary>Reads and folds several streams in one round trip. Those that do not exist are left out.</summary>
    Task<IReadOnlyDictionary<Guid, StreamState<T>>> FetchMany<T>(IReadOnlyCollection<Guid> streamIds, CancellationToken ct)
        where T : class;

    /// <summary>The events of a stream, oldest first.</summary>
    Task<IReadOnlyList<Event>> Read(Guid streamId, CancellationToken ct);

    /// <summary>Starts a stream. <see cref="Save"/> throws <see cref="StreamConflictException"/> if it exists.</summary>
    void Start<T>(Guid streamId, IReadOnlyList<object> events)
        where T : class;

    /// <summary>
    /// Appends to an existing stream. With <paramref name="expectedVersion"/>, <see cref="Save"/> throws
    /// <see cref="StreamConflictException"/> when the stream has moved; without, appends queue and all succeed. Facts that
    /// an inline read model folds want it: without, <see cref="Save"/> refuses them.
    /// </summary>
    void Append(Guid streamId, IReadOnlyList<object> events, long? expectedVersion = null);

    /// <summary>
    /// Puts a stream away, after what is appended here: it can be read as before and takes no more events
    /// (<see cref="StreamArchivedException"/>). Doing it again changes nothing.
    /// </summary>
    void Archive(Guid streamId);

    /// <summary>Takes a stream back into use; append to it in the next unit of work.</summary>
    void Unarchive(Guid streamId);

    /// <summary>Runs a statement in the same transaction, before the appends (inline rows, unique keys, outbox).</summary>
    void Write(string sql, params NpgsqlParameter[] parameters);

    /// <summary>Writes everything collected in one transaction and one round trip. All or nothing.</summary>
    Task<SaveResult> Save(CancellationToken ct);
}

/// <summary>A folded stream.</summary>
/// <param name="State">What its events make; null when it does not exist, or its fold makes nothing.</param>
/// <param name="Version">How many events were folded: what an append expects; 0 when it does not exist.</param>
/// <param name="Position">Sequence of the last event folded; 0 when there is none. Never handed to clients.</param>
public sealed record StreamState<T>(T? State, long Version, long Position)
    where T : class;

/// <summary>What a save did.</summary>
/// <param name="Position">Highest sequence written; 0 when no event was.</param>
/// <param name="Versions">New version of each stream that was appended to.</param>
public sealed record SaveResult(long Position, IReadOnlyDictionary<Guid, long> Versions);
