using SalesEngagement.Domain;
using SalesEngagement.Domain.Imports;

namespace SalesEngagement.Application.Imports;

/// <summary>Somebody wants no more of an import. What was done by then stays, and can be undone.</summary>
public sealed record CancelImport;

public static class CancelImportHandler
{
    public static Decision Handle(CancelImport _, ContactImport import, DateTimeOffset now) => import switch
    {
        { IsRunning: true } or { Status: ImportStatus.Checked } => [new ContactImportCancelled(now)],
        { Status: ImportStatus.Cancelled } => [],
        _ => Rejection.Because("import-over", "The import is over: there is nothing to break off."),
    };
}
