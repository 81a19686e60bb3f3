namespace SalesEngagement.EventStore.Rebuild;

/// <summary>How a read model's live table differs from what this program's fold makes of the same events.</summary>
/// <param name="UpTo">The live checkpoint, up to which both were compared.</param>
/// <param name="Same">Rows alike in all common columns.</param>
/// <param name="Changed">Rows that both have, and that differ.</param>
/// <param name="OnlyLive">Rows that a rebuild would remove.</param>
/// <param name="OnlyCandidate">Rows that a rebuild would add.</param>
/// <param name="Parked">Streams that the fold cannot process.</param>
/// <param name="Columns">Rows that differ, by column that both have.</param>
/// <param name="Added">Columns that only the candidate has, or has of another type.</param>
/// <param name="Gone">Columns that only the live table has, or has of another type.</param>
/// <param name="Examples">Keys of a few rows that differ; none when a key is a personal value. Never other values.</param>
public sealed record ProjectionDiff(
    long UpTo, long Same, long Changed, long OnlyLive, long OnlyCandidate, int Parked, IReadOnlyList<ColumnDiff> Columns,
    IReadOnlyList<string> Added, IReadOnlyList<string> Gone, IReadOnlyList<string> Examples)
{
    /// <summary>Whether a rebuild would change nothing.</summary>
    public bool IsNone => Changed + OnlyLive + OnlyCandidate == 0 && Added.Count + Gone.Count == 0;
}

/// <summary>How many rows differ in a column.</summary>
/// <param name="Column">Name of the column, as in the table.</param>
/// <param name="Rows">Rows that both tables have, with another value in it.</param>
public sealed record ColumnDiff(string Column, long Rows);
