using System.Collections;
using System.Runtime.CompilerServices;

namespace SalesEngagement.Domain;

/// <summary>What a handler decided: the events to append (none: nothing to do), or why it refused.</summary>
[CollectionBuilder(typeof(Decision), nameof(To))]
public sealed class Decision : IEnumerable<object>
{
    private readonly object[] _events;

    private Decision(object[] events, Rejection? rejection) => (_events, Rejection) = (events, rejection);

    /// <summary>Why the handler refused; null when it decided.</summary>
    public Rejection? Rejection { get; }

    /// <summary>The decision to append these events.</summary>
    public static Decision To(ReadOnlySpan<object> events) => new(events.ToArray(), rejection: null);

    public static implicit operator Decision(Rejection rejection) => new([], rejection);

    /// <summary>The decision to refuse.</summary>
    public static Decision FromRejection(Rejection rejection) => rejection;

    public IEnumerator<object> GetEnumerator() => ((IEnumerable<object>)_events).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
