using System.Linq.Expressions;
using System.Reflection;
using System.Text;

namespace SalesEngagement.EventStore.Projections;

/// <summary>A column of a read model's table: one constructor parameter of its record.</summary>
internal sealed record ReadModelColumn(string Name, PropertyInfo Property, ColumnType Type, bool IsNullable)
{
    private readonly Func<object, object?> _value = Compile(Property);

    /// <summary>The columns of a record in the order of its constructor.</summary>
    /// <exception cref="InvalidOperationException">A parameter has no property of its name.</exception>
    public static IReadOnlyList<ReadModelColumn> Of(Type record)
    {
        var nullability = new NullabilityInfoContext();
        return [.. ConstructorOf(record).GetParameters().Select(parameter =>
        {
            var property = record.GetProperty(parameter.Name!)
                ?? throw new InvalidOperationException($"{record.Name} has no property {parameter.Name}.");
            var isNullable = nullability.Create(property).ReadState != NullabilityState.NotNull;
            return new ReadModelColumn(SnakeCase(parameter.Name!), property, ColumnType.Of(property.PropertyType), isNullable);
        })];
    }

    /// <summary>The constructor that a row is made with: the one with the most parameters.</summary>
    public static ConstructorInfo ConstructorOf(Type record) =>
        record.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)
            ?? throw new InvalidOperationException($"{record.Name} has no public constructor.");

    /// <summary><c>TalkSeconds</c> → <c>talk_seconds</c>.</summary>
    public static string SnakeCase(string name)
    {
        var snake = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && snake.Length > 0)
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(letter));
        }

        return snake.ToString();
    }

    /// <summary>What stands in the column for this row; null for SQL NULL.</summary>
    public object? Of(object row) => _value(row) is { } value ? Type.ToColumn(value) : null;

    private static Func<object, object?> Compile(PropertyInfo property)
    {
        var row = Expression.Parameter(typeof(object), "row");
        var value = Expression.Property(Expression.Convert(row, property.DeclaringType!), property);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), row).Compile();
    }
}
