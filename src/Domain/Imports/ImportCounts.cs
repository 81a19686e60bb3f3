namespace SalesEngagement.Domain.Imports;

/// <summary>How many rows of a file got which verdict.</summary>
/// <param name="Created">Became a contact.</param>
/// <param name="Changed">Changed a contact that was there.</param>
/// <param name="Duplicate">Somebody who is there already, or in a row before.</param>
/// <param name="Unchanged">Said nothing new.</param>
/// <param name="Refused">Cannot be a contact.</param>
public sealed record ImportCounts(long Created, long Changed, long Duplicate, long Unchanged, long Refused);

/// <summary>What became of a row.</summary>
public enum RowVerdict
{
    /// <summary>A contact was added.</summary>
    Created,

    /// <summary>A contact that was there was changed.</summary>
    Changed,

    /// <summary>The person is there already, or in a row before.</summary>
    Duplicate,

    /// <summary>The contact was as the row says.</summary>
    Unchanged,

    /// <summary>It cannot be a contact; its reasons say why.</summary>
    Refused,
}
