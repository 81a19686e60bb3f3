namespace SalesEngagement.Domain.BulkChanges;

/// <summary>Where a bulk change is in its life.</summary>
public enum BulkChangeStatus
{
    /// <summary>Its contacts are being changed.</summary>
    Running,

    /// <summary>All of them were looked at.</summary>
    Completed,

    /// <summary>Somebody broke it off; what was done by then stays.</summary>
    Cancelled,

    /// <summary>It could not go on; what was done by then stays.</summary>
    Failed,

    /// <summary>What it did is being taken back.</summary>
    Undoing,

    /// <summary>What it did is taken back.</summary>
    Undone,
}
