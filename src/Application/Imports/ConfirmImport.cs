using SalesEngagement.Domain;
using SalesEngagement.Domain.Imports;

namespace SalesEngagement.Application.Imports;

/// <summary>What was looked at in a dry run is to be carried out, without sending the file again.</summary>
public sealed record ConfirmImport;

public static class ConfirmImportHandler
{
    public static Decision Handle(ConfirmImport _, ContactImport import, DateTimeOffset now) => import.Status switch
    {
        ImportStatus.Checked => [new ContactImportConfirmed(now)],
        _ when import.WasCarriedOut => [],
        ImportStatus.Checking => Rejection.Because("still-checking", "The dry run is not over yet."),
        _ => Rejection.Because("import-over", "The import is over and its file is gone. Send the file again."),
    };
}
