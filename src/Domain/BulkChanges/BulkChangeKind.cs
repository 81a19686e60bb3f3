namespace SalesEngagement.Domain.BulkChanges;

/// <summary>What a bulk change does to each contact.</summary>
public enum BulkChangeKind
{
    /// <summary>Makes somebody responsible: one user, or several in turn.</summary>
    Owner,

    /// <summary>Puts a tag on.</summary>
    AddTag,

    /// <summary>Takes a tag off.</summary>
    RemoveTag,

    /// <summary>Sets the stage, or takes it away.</summary>
    Stage,

    /// <summary>Sets a field, or takes it away.</summary>
    Field,

    /// <summary>Sets the company, or takes it away.</summary>
    Company,

    /// <summary>Puts the contact away.</summary>
    Delete,

    /// <summary>Brings the contact back.</summary>
    Restore,
}
