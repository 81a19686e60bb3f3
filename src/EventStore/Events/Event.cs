namespace SalesEngagement.EventStore.Events;

/// <summary>A recorded event: its place in the store and who caused it. The fact itself is in <see cref="Event{T}"/>.</summary>
public abstract record Event
{
    /// <summary>Time-ordered uuid, made by the appending client.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is; row-level security shows it to nobody else.</summary>
    public required string TenantId { get; init; }

    /// <summary>The stream it is in: the thing it happened to.</summary>
    public required Guid StreamId { get; init; }

    /// <summary>Position in its stream; 1 is the first, no holes.</summary>
    public required long Version { get; init; }

    /// <summary>Position in the store, over all tenants. Never handed to clients.</summary>
    public required long Sequence { get; init; }

    /// <summary>When the database recorded it (UTC).</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Id of the user, key or process that caused it; never a name.</summary>
    public string? UserName { get; init; }

    /// <summary>Trace id of the request it came from.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Id of the command or event that led to it.</summary>
    public string? CausationId { get; init; }

    /// <summary>What else was stored beside it, by name; null when nothing was.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>The fact, untyped.</summary>
    public abstract object Body { get; }

    /// <summary>The same event with another fact.</summary>
    internal Event<T> Saying<T>(T data)
        where T : class => new(data)
        {
            Id = Id,
            TenantId = TenantId,
            StreamId = StreamId,
            Version = Version,
            Sequence = Sequence,
            Timestamp = Timestamp,
            UserName = UserName,
            CorrelationId = CorrelationId,
            CausationId = CausationId,
            Headers = Headers,
        };
}

/// <summary>A recorded event with its fact.</summary>
/// <param name="Data">The fact, retired ones as their successor, personal values as text or as erased.</param>
public sealed record Event<T>(T Data) : Event
    where T : class
{
    /// <inheritdoc/>
    public override object Body => Data;
}
