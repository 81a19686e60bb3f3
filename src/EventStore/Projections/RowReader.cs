using System.Data.Common;
using System.Reflection;

namespace SalesEngagement.EventStore.Projections;

/// <summary>Makes records of rows: column <c>talk_seconds</c> fills the constructor parameter <c>TalkSeconds</c>.</summary>
internal static class RowReader<T>
    where T : class
{
    private static readonly ConstructorInfo Constructor = ReadModelColumn.ConstructorOf(typeof(T));

    private static readonly (string Column, ColumnType Type)[] Parameters =
    [
        .. Constructor.GetParameters().Select(parameter =>
            (ReadModelColumn.SnakeCase(parameter.Name!), ColumnType.Of(parameter.ParameterType))),
    ];

    /// <summary>Reads the current row. Columns that T does not have are left alone.</summary>
    /// <exception cref="IndexOutOfRangeException">T wants a column that the statement does not give.</exception>
    public static T Read(DbDataReader reader)
    {
        var values = new object?[Parameters.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (column, type) = Parameters[i];
            var ordinal = reader.GetOrdinal(column);
            values[i] = reader.IsDBNull(ordinal) ? null : type.FromColumn(Stored(reader, ordinal, type.Stored));
        }

        return (T)Constructor.Invoke(values);
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
}
