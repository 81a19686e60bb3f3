using System.Linq.Expressions;
using System.Reflection;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.EventStore.Folding;

/// <summary>T's fold methods, compiled once. A method takes a fact, or the <see cref="Event{T}"/> around it.</summary>
internal static class FoldOf<T>
    where T : class
{
    private delegate T? Step(T? state, object fact, Event? recorded);

    private static readonly Dictionary<Type, Step> Creates = Compile("Create", BindingFlags.Static);
    private static readonly Dictionary<Type, Step> Applies = Compile("Apply", BindingFlags.Instance);

    public static IReadOnlyCollection<Type> Facts { get; } = [.. Creates.Keys.Union(Applies.Keys)];

    public static T? Next(T? state, object fact) => Next(state, fact, recorded: null);

    public static T? Next(T? state, Event recorded) => Next(state, recorded.Body, recorded);

    private static T? Next(T? state, object fact, Event? recorded) =>
        (state is null ? Creates : Applies).TryGetValue(fact.GetType(), out var step) ? step(state, fact, recorded) : state;

    private static Dictionary<Type, Step> Compile(string name, BindingFlags kind) => typeof(T)
        .GetMethods(BindingFlags.Public | BindingFlags.DeclaredOnly | kind)
        .Where(method => method.Name == name)
        .ToDictionary(method => FactOf(ParameterOf(method)), Compile);

    private static Type ParameterOf(MethodInfo method) =>
        method.GetParameters() is [var only] && method.ReturnType == typeof(T)
            ? only.ParameterType
            : throw new InvalidOperationException(
                $"{typeof(T).Name}.{method.Name} must take one event and return {typeof(T).Name}.");

    private static Type FactOf(Type parameter) => IsRecorded(parameter) ? parameter.GetGenericArguments()[0] : parameter;

    private static bool IsRecorded(Type parameter) =>
        parameter.IsGenericType && parameter.GetGenericTypeDefinition() == typeof(Event<>);

    private static Step Compile(MethodInfo method)
    {
        var state = Expression.Parameter(typeof(T), "state");
        var fact = Expression.Parameter(typeof(object), "fact");
        var recorded = Expression.Parameter(typeof(Event), "recorded");
        var wanted = ParameterOf(method);
        var argument = Expression.Convert(IsRecorded(wanted) ? recorded : fact, wanted);
        var call = Expression.Call(method.IsStatic ? null : state, method, argument);
        return Expression.Lambda<Step>(call, state, fact, recorded).Compile();
    }
}
