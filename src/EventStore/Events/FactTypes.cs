using System.Reflection;
using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.EventStore.Events;

/// <summary>The types of fact this program knows, by stored name and by type.</summary>
internal sealed class FactTypes
{
    private readonly Dictionary<string, FactType> _byName = [];
    private readonly Dictionary<Type, FactType> _byType = [];

    /// <summary>Reads what the options list.</summary>
    /// <exception cref="InvalidOperationException">A type is listed under two names.</exception>
    public FactTypes(StoreOptions options)
    {
        foreach (var (name, type) in options.EventTypes)
        {
            var known = Describe(name, type, options);
            _byName.Add(name, known);
            if (!_byType.TryAdd(type, known))
                throw new InvalidOperationException($"{type.Name} is stored as {_byType[type].Name} and as {name}: keep one.");
        }
    }

    /// <summary>The type stored under a name, or null.</summary>
    public FactType? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>What is known of a fact's type.</summary>
    /// <exception cref="ArgumentException">It is not an event of this program.</exception>
    public FactType Of(object fact) => _byType.GetValueOrDefault(fact.GetType())
        ?? throw new ArgumentException($"{fact.GetType().Name} is not among the store's event types: register it.", nameof(fact));

    private static FactType Describe(string name, Type type, StoreOptions options)
    {
        var subject = type.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .FirstOrDefault(options.IsDataSubject);
        var getter = subject is null ? null : type.GetProperty(subject.Name!, BindingFlags.Public | BindingFlags.Instance)?.GetMethod;
        var isPersonal = PersonalTypes.Within(type, options.IsPersonalData).Count > 0;
        return (FactType)Activator.CreateInstance(typeof(FactType<>).MakeGenericType(type), name, isPersonal, getter)!;
    }
}
