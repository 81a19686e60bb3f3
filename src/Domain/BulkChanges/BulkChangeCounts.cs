namespace SalesEngagement.Domain.BulkChanges;

/// <summary>What became of the contacts of a bulk change.</summary>
/// <param name="Changed">Were changed.</param>
/// <param name="Unchanged">Were so already.</param>
/// <param name="Refused">Were not to be changed, by a rule or because they are out of reach.</param>
/// <param name="Failed">Could not be changed.</param>
public sealed record BulkChangeCounts(long Changed, long Unchanged, long Refused, long Failed);

/// <summary>What became of a contact.</summary>
public enum BulkChangeResult
{
    /// <summary>It was changed.</summary>
    Changed,

    /// <summary>It was so already.</summary>
    Unchanged,

    /// <summary>A rule, or reach, objected.</summary>
    Refused,

    /// <summary>It could not be done.</summary>
    Failed,
}
