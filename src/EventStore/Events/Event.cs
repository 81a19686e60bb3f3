namespace SalesEngagement.EventStore.Events;

/// <summary>A recorded event: its place in the store and who caused it. The fact itself is in <see cref="Event{T}"/>.</summary>
public abstract record Event
{
    /// <summary>Stands for the sequence of an event that is not saved yet.</summary>
    internal const long NoSequence = -1;

    /// <summary>Stands for its time.</summary>
    internal static readonly DateTimeOffset NoTimestamp = DateTimeOffset.MaxValue;

    /// <summary>Time-ordered uuid, made by the appending client.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is; row-level security shows it to nobody else.</summary>
    public required string TenantId { get; init; }

    /// <summary>The stream it is in: the thing it happened to.</summary>
    public required Guid StreamId { get; init; }

    /// <summary>Position in its stream; 1 is the first, no holes.</summary>
    public required long Version { get; init; }

    /// <summary>Position in the store, over all tenants. Never handed to clients.</summary>
    /// <exception cref="InvalidOperationException">It is not saved yet: an inline read model cannot ask for it.</exception>
    public required long Sequence
    {
        get => field != NoSequence ? field : throw NotSaved(nameof(Sequence));
        init;
    }

    /// <summary>When the database recorded it (UTC).</summary>
    /// <exception cref="InvalidOperationException">It is not saved yet: an inline read model cannot ask for it.</exception>
    public required DateTimeOffset Timestamp
    {
        get => field != NoTimestamp ? field : throw NotSaved(nameof(Timestamp));
        init;
    }

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

    private static InvalidOperationException NotSaved(string property) =>
        new($"{property} of an event is not known before it is saved: an inline read model must do without it.");
}

/// <summary>A recorded event with its fact.</summary>
/// <param name="Data">The fact, retired ones as their successor, personal values as text or as erased.</param>
public sealed record Event<T>(T Data) : Event
    where T : class
{
    /// <inheritdoc/>
    public override object Body => Data;
}
