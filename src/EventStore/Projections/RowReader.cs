using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;

namespace SalesEngagement.EventStore.Projections;

/// <summary>Makes records of rows: column <c>talk_seconds</c> fills the constructor parameter <c>TalkSeconds</c>.</summary>
internal static class RowReader<T>
    where T : class
{
    private static readonly ConstructorInfo Constructor = ReadModelColumn.ConstructorOf(typeof(T));
    private static readonly Func<object?[], T> Make = Compile();

    private static readonly (string Column, ColumnType Type)[] Parameters =
    [
        .. Constructor.GetParameters().Select(parameter =>
            (ReadModelColumn.SnakeCase(parameter.Name!), ColumnType.Of(parameter.ParameterType))),
    ];

    /// <summary>Reads the current row. Columns that T does not have are left alone.</summary>
    /// <exception cref="IndexOutOfRangeException">T wants a column that the statement does not give.</exception>
    public static T Read(DbDataReader reader) => Read(reader, Places(reader));

    /// <summary>Where a statement gives T's columns; to be asked once for all rows.</summary>
    /// <exception cref="IndexOutOfRangeException">T wants a column that the statement does not give.</exception>
    public static int[] Places(DbDataReader reader) => Array.ConvertAll(Parameters, wanted => reader.GetOrdinal(wanted.Column));

    /// <summary>Reads the current row with columns at known places.</summary>
    public static T Read(DbDataReader reader, int[] places)
    {
        var values = new object?[places.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var type = Parameters[i].Type;
            values[i] = reader.IsDBNull(places[i]) ? null : type.FromColumn(Stored(reader, places[i], type.Stored));
        }

        return Make(values);
    }

    private static object Stored(DbDataReader reader, int ordinal, Type type) => type switch
    {
        _ when type == typeof(DateTimeOffset) => reader.GetFieldValue<DateTimeOffset>(ordinal),
        _ when type == typeof(DateOnly) => reader.GetFieldValue<DateOnly>(ordinal),
        _ when type == typeof(TimeSpan) => reader.GetFieldValue<TimeSpan>(ordinal),
        _ when type == typeof(long) => reader.GetFieldValue<long>(ordinal),
        _ when type == typeof(int) => reader.GetFieldValue<int>(ordinal),
        _ when type == typeof(decimal) => reader.GetFieldValue<decimal>(ordinal),
        _ when type == typeof(double) => reader.GetFieldValue<double>(ordinal),
        _ => reader.GetValue(ordinal),
    };

    // SQL NULL in a parameter that cannot be null is its type's default, as reflection would have it.
    private static Func<object?[], T> Compile()
    {
        var values = Expression.Parameter(typeof(object?[]), "values");
        var arguments = Constructor.GetParameters().Select((parameter, i) =>
        {
            var value = Expression.ArrayIndex(values, Expression.Constant(i));
            return Expression.Condition(
                Expression.Equal(value, Expression.Constant(null)),
                Expression.Default(parameter.ParameterType),
                Expression.Convert(value, parameter.ParameterType));
        });
        return Expression.Lambda<Func<object?[], T>>(Expression.New(Constructor, arguments), values).Compile();
    }
}
