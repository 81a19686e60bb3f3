using System.Reflection;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>Finds the personal types that a type can hold, however deep.</summary>
internal static class PersonalTypes
{
    /// <summary>The personal types within <paramref name="type"/>; what lies inside a personal type counts as it.</summary>
    public static IReadOnlyCollection<Type> Within(Type type, Func<Type, bool> isPersonal)
    {
        var found = new HashSet<Type>();
        Search(type, isPersonal, found, []);
        return found;
    }

    /// <summary>The static <c>Erased</c> of a personal type, which stands for every value of an erased person.</summary>
    /// <exception cref="InvalidOperationException">The type has none.</exception>
    public static object ErasedOf(Type type) =>
        type.GetProperty("Erased", BindingFlags.Public | BindingFlags.Static) is { } erased && erased.PropertyType == type
            ? erased.GetValue(null)!
            : throw new InvalidOperationException($"{type.Name} is personal data and so needs public static {type.Name} Erased {{ get; }}.");

    private static void Search(Type type, Func<Type, bool> isPersonal, HashSet<Type> found, HashSet<Type> seen)
    {
        if (!seen.Add(type))
            return;
        if (isPersonal(type))
        {
            found.Add(type);
            return;
        }

        if (type.HasElementType)
            Search(type.GetElementType()!, isPersonal, found, seen);
        foreach (var argument in type.GetGenericArguments())
            Search(argument, isPersonal, found, seen);
        if (type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true)
            return;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            Search(property.PropertyType, isPersonal, found, seen);
    }
}
