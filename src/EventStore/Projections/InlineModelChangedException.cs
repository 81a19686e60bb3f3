namespace SalesEngagement.EventStore.Projections;

/// <summary>
/// The table of an inline read model is missing or of another release than this program, which must not write to it.
/// Nothing was saved.
/// </summary>
public sealed class InlineModelChangedException(string table)
    : Exception($"read.{table} is missing or was made by another release than this program: run `db apply`, or rebuild it with this one.")
{
    /// <summary>Its name in schema <c>read</c>.</summary>
    public string Table { get; } = table;
}
