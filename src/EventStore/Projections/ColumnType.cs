using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using NpgsqlTypes;

namespace SalesEngagement.EventStore.Projections;

/// <summary>How a property of a read model stands in its column.</summary>
/// <param name="Sql">The column's type.</param>
/// <param name="Stored">The CLR type the driver reads and writes.</param>
/// <param name="ToColumn">From the property's value; never called with null.</param>
/// <param name="FromColumn">Back to the property's value; never called with null.</param>
internal sealed record ColumnType(string Sql, Type Stored, Func<object, object> ToColumn, Func<object, object> FromColumn)
{
    private const string Numbers = "integer[]";
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
        [typeof(int[])] = Numbers,
    };

    private static readonly Dictionary<string, NpgsqlDbType> Drivers = new()
    {
        ["uuid"] = NpgsqlDbType.Uuid,
        ["text"] = NpgsqlDbType.Text,
        ["boolean"] = NpgsqlDbType.Boolean,
        ["integer"] = NpgsqlDbType.Integer,
        ["bigint"] = NpgsqlDbType.Bigint,
        ["double precision"] = NpgsqlDbType.Double,
        ["numeric"] = NpgsqlDbType.Numeric,
        ["timestamptz"] = NpgsqlDbType.TimestampTz,
        ["date"] = NpgsqlDbType.Date,
        ["interval"] = NpgsqlDbType.Interval,
        ["bytea"] = NpgsqlDbType.Bytea,
        ["jsonb"] = NpgsqlDbType.Jsonb,
        [Numbers] = NpgsqlDbType.Array | NpgsqlDbType.Integer,
    };

    private readonly Func<object?[], Array> _array = ArrayMaker(Stored);

    /// <summary>The column's type as the driver calls it.</summary>
    public NpgsqlDbType Driver => Drivers[Sql];

    /// <summary>
    /// What values travel as where there is one array of them for a column: JSON as text, and arrays too, for an array of
    /// arrays would be one of all their elements.
    /// </summary>
    public string Travelling => Sql is "jsonb" or Numbers ? "text" : Sql;

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
            return new("text", typeof(string), Unwrap(type), Wrap(constructor));
        return new(
            "jsonb",
            typeof(string),
            value => JsonSerializer.Serialize(value, property, Json),
            json => JsonSerializer.Deserialize((string)json, property, Json)!);
    }

    /// <summary>Values as an array that the driver takes: of nullable ones for a plain type.</summary>
    public Array ArrayOf(object?[] values) => _array(values);

    private static Func<object?[], Array> ArrayMaker(Type stored)
    {
        if (stored == typeof(int[]))
            return values => Array.ConvertAll(values, value => value is int[] numbers ? $"{{{string.Join(',', numbers)}}}" : null);
        var element = stored.IsValueType ? typeof(Nullable<>).MakeGenericType(stored) : stored;
        return typeof(ColumnType).GetMethod(nameof(Cast), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(element).CreateDelegate<Func<object?[], Array>>();
    }

    private static T[] Cast<T>(object?[] values) => Array.ConvertAll(values, value => (T)value!);

    private static DateTimeOffset ToUtc(object instant) => ((DateTimeOffset)instant).ToUniversalTime();

    private static ConstructorInfo? WrappedString(Type type) => type
        .GetConstructors()
        .FirstOrDefault(constructor => constructor.GetParameters() is [{ Name: "Value" } only]
            && only.ParameterType == typeof(string));

    private static Func<object, object> Wrap(ConstructorInfo constructor)
    {
        var text = Expression.Parameter(typeof(object), "text");
        var made = Expression.New(constructor, Expression.Convert(text, typeof(string)));
        return Expression.Lambda<Func<object, object>>(Expression.Convert(made, typeof(object)), text).Compile();
    }

    private static Func<object, object> Unwrap(Type type)
    {
        var wrapper = Expression.Parameter(typeof(object), "wrapper");
        var value = Expression.Property(Expression.Convert(wrapper, type), "Value");
        return Expression.Lambda<Func<object, object>>(value, wrapper).Compile();
    }
}
