namespace SalesEngagement.Domain.Imports;

/// <summary>Where an import is in its life.</summary>
public enum ImportStatus
{
    /// <summary>A dry run goes through the rows.</summary>
    Checking,

    /// <summary>The dry run is over and waits for somebody to confirm.</summary>
    Checked,

    /// <summary>Its rows are carried out.</summary>
    Importing,

    /// <summary>All rows are carried out.</summary>
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
