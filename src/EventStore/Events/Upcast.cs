namespace SalesEngagement.EventStore.Events;

/// <summary>
/// How a retired fact is read: as the fact that took its place. What is stored stays as it is; personal values are in
/// clear when it is called. Chains are followed to their end.
/// </summary>
public sealed class Upcast
{
    private readonly Func<Event, Event> _raise;

    private Upcast(Type from, Type to, Func<Event, Event> raise) => (From, To, _raise) = (from, to, raise);

    /// <summary>The fact that is stored; no new one can be appended.</summary>
    public Type From { get; }

    /// <summary>The fact that is read.</summary>
    public Type To { get; }

    /// <summary>From one type of fact to another.</summary>
    /// <param name="raise">Pure: the same old fact always gives the same new one.</param>
    public static Upcast Of<TOld, TNew>(Func<TOld, TNew> raise)
        where TOld : class
        where TNew : class =>
        new(typeof(TOld), typeof(TNew), old => old.Saying(raise((TOld)old.Body)));

    internal Event Raise(Event old) => _raise(old);
}
