namespace SalesEngagement.Domain.Imports;

/// <summary>A file of contacts on its way in, or back out.</summary>
/// <param name="OwnerId">Who sent it.</param>
/// <param name="IsDryRun">Whether it began as a dry run.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="StartedAt">When it was sent.</param>
public sealed record ContactImport(Guid OwnerId, bool IsDryRun, ImportStatus Status, DateTimeOffset StartedAt) : IOwned
{
    /// <summary>Whether rows were carried out, some at least, so that there may be something to take back.</summary>
    public bool WasCarriedOut { get; private init; }

    /// <summary>Why it could not go on; null while it could.</summary>
    public ContactImportStopped? Stop { get; private init; }

    /// <summary>Whether its rows are being worked through.</summary>
    public bool IsRunning => Status is ImportStatus.Checking or ImportStatus.Importing;

    public static ContactImport Create(ContactImportStarted e) =>
        new(e.OwnerId, e.IsDryRun, e.IsDryRun ? ImportStatus.Checking : ImportStatus.Importing, e.StartedAt)
        {
            WasCarriedOut = !e.IsDryRun,
        };

    public ContactImport Apply(ContactImportProgressed _) => this;

    public ContactImport Apply(ContactImportChecked _) => this with { Status = ImportStatus.Checked };

    public ContactImport Apply(ContactImportConfirmed _) => this with { Status = ImportStatus.Importing, WasCarriedOut = true };

    public ContactImport Apply(ContactImportCompleted _) => this with { Status = ImportStatus.Completed };

    public ContactImport Apply(ContactImportCancelled _) => this with { Status = ImportStatus.Cancelled };

    public ContactImport Apply(ContactImportStopped e) => this with { Status = ImportStatus.Failed, Stop = e };

    public ContactImport Apply(ContactImportUndoStarted _) => this with { Status = ImportStatus.Undoing };

    public ContactImport Apply(ContactImportUndone _) => this with { Status = ImportStatus.Undone };
}
