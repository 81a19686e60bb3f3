using System.Reflection;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Specs.House;

/// <summary>
/// Every stored name and JSON shape, one line per property or enum value, such as
/// <c>call_requested.To PhoneNumber (personal)</c>. Lines that were once in the file stay for ever.
/// </summary>
internal static class EventCatalogue
{
    /// <summary>Where the frozen catalogue is.</summary>
    public const string File = "docs/event-catalogue.txt";

    /// <summary>Set to 1 to write what is new into the file. What is frozen is never rewritten.</summary>
    public const string UpdateSwitch = "UPDATE_EVENT_CATALOGUE";

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The lines of the facts and of all types inside of them.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<KeyValuePair<string, Type>> facts)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (name, fact) in facts)
            Add(name, fact, lines);
        return [.. lines];
    }

    /// <summary>
    /// What is wrong with these lines beside the frozen ones: a line that is gone or changed, or a new property of an
    /// old type that old events could not have (it must be nullable).
    /// </summary>
    public static IEnumerable<string> Breaches(IReadOnlyList<string> frozen, IReadOnlyList<string> now)
    {
        var owners = frozen.Select(OwnerOf).ToHashSet();
        return frozen.Except(now).Select(line => $"Gone or changed: {line}")
            .Concat(now.Except(frozen)
                .Where(line => owners.Contains(OwnerOf(line)) && line.Contains(' ') && !line.Contains('?'))
                .Select(line => $"New in an old shape and not nullable: {line}"));
    }

    private static void Add(string owner, Type type, SortedSet<string> lines)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsStored))
        {
            var isNullable = Nullability.Create(property).ReadState == NullabilityState.Nullable;
            var (shape, inner) = ShapeOf(property.PropertyType);
            lines.Add($"{owner}.{property.Name} {shape}{(isNullable ? "?" : "")}");
            if (inner is { IsEnum: true })
                lines.UnionWith(Enum.GetNames(inner).Select(name => $"{inner.Name}={name}"));
            else if (inner?.Assembly == Repository.Domain && !IsPersonal(inner))
                Add(inner.Name, inner, lines);
        }
    }

    private static bool IsStored(PropertyInfo property) => property.SetMethod is not null;

    private static (string Shape, Type? Inner) ShapeOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return ShapeOf(value);
        if (type.IsGenericType && type.GetGenericArguments() is [var item])
            return ($"{ShapeOf(item).Shape}[]", item);
        return IsPersonal(type) ? ($"{type.Name} (personal)", null) : (type.Name, type);
    }

    private static bool IsPersonal(Type type) => type.IsDefined(typeof(PersonalDataAttribute));

    private static string OwnerOf(string line) => line.Split('.', '=')[0];
}
