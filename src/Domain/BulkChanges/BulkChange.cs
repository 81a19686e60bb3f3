namespace SalesEngagement.Domain.BulkChanges;

/// <summary>One change of many contacts, chosen and counted before it began.</summary>
/// <param name="OwnerId">Who confirmed it.</param>
/// <param name="Kind">What is done to each contact.</param>
/// <param name="Subject">The tag, stage, or name of the field that it is about; null: none.</param>
/// <param name="Contacts">How many there are.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="StartedAt">When it was confirmed.</param>
public sealed record BulkChange(
    Guid OwnerId, BulkChangeKind Kind, string? Subject, long Contacts, BulkChangeStatus Status, DateTimeOffset StartedAt) : IOwned
{
    /// <summary>Why it could not go on; null while it could.</summary>
    public string? Stop { get; private init; }

    public static BulkChange Create(BulkChangeStarted e) =>
        new(e.OwnerId, e.Kind, e.Subject, e.Contacts, BulkChangeStatus.Running, e.StartedAt);

    public BulkChange Apply(BulkChangeCompleted _) => this with { Status = BulkChangeStatus.Completed };

    public BulkChange Apply(BulkChangeCancelled _) => this with { Status = BulkChangeStatus.Cancelled };

    public BulkChange Apply(BulkChangeStopped e) => this with { Status = BulkChangeStatus.Failed, Stop = e.Reason };

    public BulkChange Apply(BulkChangeUndoStarted _) => this with { Status = BulkChangeStatus.Undoing };

    public BulkChange Apply(BulkChangeUndone _) => this with { Status = BulkChangeStatus.Undone };
}
