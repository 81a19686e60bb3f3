using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.EventStore.Projections;

/// <summary>Tells to which row of a read model an event belongs: its static <c>Identity</c> methods, or the stream.</summary>
internal sealed class RowIdentity
{
    private readonly Dictionary<Type, Func<Event, object?>> _byFact;

    /// <exception cref="InvalidOperationException">An event is folded but has no <c>Identity</c> while others do.</exception>
    public RowIdentity(Type readModel, IReadOnlyCollection<Type> facts)
    {
        _byFact = readModel
            .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.Name == "Identity")
            .ToDictionary(method => FactOf(method.GetParameters()[0].ParameterType), Compile);
        if (_byFact.Count > 0 && facts.FirstOrDefault(fact => !_byFact.ContainsKey(fact)) is { } missing)
            throw new InvalidOperationException($"{readModel.Name} folds {missing.Name} but has no Identity for it.");
        var applies = readModel.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Any(method => method.Name == "Apply");
        IsEventToRow = _byFact.Count == 0 && !applies;
        IsByStream = _byFact.Count == 0 && applies;
    }

    /// <summary>Whether every event makes a row of its own: only <c>Create</c>, no <c>Identity</c>.</summary>
    public bool IsEventToRow { get; }

    /// <summary>Whether a row is a stream: no <c>Identity</c>, but <c>Apply</c>.</summary>
    public bool IsByStream { get; }

    /// <summary>The key values of the event's row; null when it has none.</summary>
    public object[]? Of(Event @event)
    {
        if (_byFact.Count == 0)
            return [@event.StreamId];
        return _byFact[@event.Body.GetType()](@event) switch
        {
            null => null,
            ITuple tuple => [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i]!)],
            var single => [single],
        };
    }

    private static Type FactOf(Type parameter) =>
        parameter.IsGenericType && parameter.GetGenericTypeDefinition() == typeof(Event<>)
            ? parameter.GetGenericArguments()[0]
            : parameter;

    private static Func<Event, object?> Compile(MethodInfo method)
    {
        var recorded = Expression.Parameter(typeof(Event), "recorded");
        var wanted = method.GetParameters()[0].ParameterType;
        Expression source = FactOf(wanted) == wanted ? Expression.Property(recorded, nameof(Event.Body)) : recorded;
        var call = Expression.Call(method, Expression.Convert(source, wanted));
        return Expression.Lambda<Func<Event, object?>>(Expression.Convert(call, typeof(object)), recorded).Compile();
    }
}
