using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesEngagement.EventStore.Projections;

/// <summary>How a property of a read model stands in its column.</summary>
/// <param name="Sql">The column's type.</param>
/// <param name="Stored">The CLR type the driver reads and writes.</param>
/// <param name="ToColumn">From the property's value; never called with null.</param>
/// <param name="FromColumn">Back to the property's value; never called with null.</param>
public sealed record ColumnType(string Sql, Type Stored, Func<object, object> ToColumn, Func<object, object> FromColumn)
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    private static readonly Dictionary<Type, string> Plain = new()
    {
        [typeof(Guid)] = "uuid",
        [typeof(string)] = "text",
        [typeof(bool)] = "boolean",
        [typeof(int)] = "integer",
        [typeof(long)] = "bigint",
        [typeof(double)] = "double precision",
        [typeof(decimal)] = "numeric",
        [typeof(DateTimeOffset)] = "timestamptz",
        [typeof(DateOnly)] = "date",
        [typeof(TimeSpan)] = "interval",
        [typeof(byte[])] = "bytea",
    };

    /// <summary>Whether the column is JSON, which travels as text.</summary>
    public bool IsJson => Sql == "jsonb";

    /// <summary>
    /// Plain values as themselves, enums by name, wrappers of one string (such as personal data) as that string,
    /// everything else as JSON.
    /// </summary>
    public static ColumnType Of(Type property)
    {
        var type = Nullable.GetUnderlyingType(property) ?? property;
        if (Plain.TryGetValue(type, out var sql))
            return new(sql, type, type == typeof(DateTimeOffset) ? value => ToUtc(value) : value => value, value => value);
        if (type.IsEnum)
            return new("text", typeof(string), value => value.ToString()!, name => Enum.Parse(type, (string)name));
        if (WrappedString(type) is { } constructor)
            return new("text", typeof(string), Unwrap(type), text => constructor.Invoke([text]));
        return new(
            "jsonb",
            typeof(string),
            value => JsonSerializer.Serialize(value, property, Json),
            json => JsonSerializer.Deserialize((string)json, property, Json)!);
    }

    private static DateTimeOffset ToUtc(object instant) => ((DateTimeOffset)instant).ToUniversalTime();

    private static ConstructorInfo? WrappedString(Type type) => type
        .GetConstructors()
        .FirstOrDefault(constructor => constructor.GetParameters() is [{ Name: "Value" } only]
            && only.ParameterType == typeof(string));

    private static Func<object, object> Unwrap(Type type)
    {
        var value = type.GetProperty("Value")!;
        return wrapper => value.GetValue(wrapper)!;
    }
}
