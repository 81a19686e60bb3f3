using SalesEngagement.Domain;
using SalesEngagement.Domain.Imports;

namespace SalesEngagement.Application.Imports;

/// <summary>What an import did is to be taken back.</summary>
/// <param name="AreRowsKept">Whether it is still known what became of its rows.</param>
public sealed record UndoImport(bool AreRowsKept);

public static class UndoImportHandler
{
    public static Decision Handle(UndoImport command, ContactImport import, DateTimeOffset now) => import switch
    {
        { IsRunning: true } => Rejection.Because("import-running", "The import is still running. Cancel it first."),
        { WasCarriedOut: false } => Rejection.Because("nothing-to-undo", "Nothing was carried out."),
        { Status: ImportStatus.Undoing or ImportStatus.Undone } => [],
        _ when !command.AreRowsKept => Rejection.Because("too-late-to-undo", "What became of the rows is not kept any more."),
        _ => [new ContactImportUndoStarted(now)],
    };
}
