namespace SalesEngagement.Application.Imports;

/// <summary>A file cannot be read on. The message repeats nothing of it.</summary>
/// <param name="code">Part of the API: <c>malformed-quotes</c>, <c>row-too-long</c>, <c>cell-too-long</c>, <c>too-many-columns</c>, <c>too-many-rows</c>, <c>wrong-encoding</c>.</param>
/// <param name="row">The record, from 1, header and separator line counted; null: nowhere in particular.</param>
/// <param name="column">The column, from 1; null: unknown.</param>
public sealed class CsvFaultException(string code, long? row, int? column) : Exception($"{code} at row {row}, column {column}.")
{
    public const string MalformedQuotes = "malformed-quotes";
    public const string RowTooLong = "row-too-long";
    public const string CellTooLong = "cell-too-long";
    public const string TooManyColumns = "too-many-columns";
    public const string TooManyRows = "too-many-rows";
    public const string WrongEncoding = "wrong-encoding";

    /// <summary>What is wrong.</summary>
    public string Code => code;

    /// <summary>The record where.</summary>
    public long? Row => row;

    /// <summary>The column there.</summary>
    public int? Column => column;
}
