using SalesEngagement.Domain;
using SalesEngagement.Domain.Imports;

namespace SalesEngagement.Application.Imports;

/// <summary>All that an import did is looked at, and taken back where it could be.</summary>
public sealed record FinishImportUndo(long Deleted, long ChangedBack, long Kept);

public static class FinishImportUndoHandler
{
    public static Decision Handle(FinishImportUndo command, ContactImport import, DateTimeOffset now) =>
        import.Status == ImportStatus.Undoing
            ? [new ContactImportUndone(command.Deleted, command.ChangedBack, command.Kept, now)]
            : [];
}
