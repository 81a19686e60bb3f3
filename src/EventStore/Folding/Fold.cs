using System.Reflection;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.EventStore.Folding;

/// <summary>Folds events through T's static <c>Create</c> and instance <c>Apply</c> methods, found by event type.</summary>
public static class Fold
{
    /// <summary>Folds bare facts, as decisions see them. Events that T does not know leave the state alone.</summary>
    public static T? Into<T>(IEnumerable<object> facts, T? state = null)
        where T : class =>
        facts.Aggregate(state, FoldOf<T>.Next);

    /// <summary>Folds recorded events, whose place in the store <c>Create(Event&lt;TFact&gt;)</c> may want.</summary>
    public static T? Into<T>(IEnumerable<Event> events, T? state = null)
        where T : class =>
        events.Aggregate(state, FoldOf<T>.Next);

    /// <summary>The fact types that T folds.</summary>
    /// <exception cref="InvalidOperationException">A <c>Create</c> or <c>Apply</c> method has the wrong shape.</exception>
    public static IReadOnlyCollection<Type> FactsOf<T>()
        where T : class =>
        FoldOf<T>.Facts;

    /// <summary>The same for a type known at run time only.</summary>
    /// <exception cref="InvalidOperationException">A <c>Create</c> or <c>Apply</c> method has the wrong shape.</exception>
    public static IReadOnlyCollection<Type> FactsOf(Type folded)
    {
        try
        {
            var facts = typeof(FoldOf<>).MakeGenericType(folded).GetProperty(nameof(FoldOf<object>.Facts))!;
            return (IReadOnlyCollection<Type>)facts.GetValue(null)!;
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is TypeInitializationException { InnerException: { } cause })
        {
            throw new InvalidOperationException($"{folded.Name} cannot be folded: {cause.Message}", cause);
        }
    }
}
