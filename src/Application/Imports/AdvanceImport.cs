using SalesEngagement.Domain;
using SalesEngagement.Domain.Imports;

namespace SalesEngagement.Application.Imports;

/// <summary>More rows are worked through, perhaps the last ones.</summary>
/// <param name="Before">Rows worked through before these.</param>
/// <param name="Rows">Rows worked through now.</param>
/// <param name="OfRows">Rows there are.</param>
/// <param name="Counts">Their verdicts, all of them.</param>
/// <param name="IsEnd">Whether these were the last.</param>
public sealed record AdvanceImport(long Before, long Rows, long OfRows, ImportCounts Counts, bool IsEnd);

public static class AdvanceImportHandler
{
    private const int Steps = 10;

    public static Decision Handle(AdvanceImport command, ContactImport import, DateTimeOffset now)
    {
        if (!import.IsRunning)
            return Rejection.Because("import-over", "The import is not running any more.");
        if (command.IsEnd)
        {
            return import.Status == ImportStatus.Checking
                ? [new ContactImportChecked(command.Counts, now)]
                : [new ContactImportCompleted(command.Counts, now)];
        }

        return Step(command.Before, command.OfRows) < Step(command.Rows, command.OfRows)
            ? [new ContactImportProgressed(command.Rows, command.OfRows, now)]
            : [];
    }

    private static long Step(long rows, long of) => of == 0 ? 0 : rows * Steps / of;
}
