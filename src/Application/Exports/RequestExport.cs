using SalesEngagement.Domain;
using SalesEngagement.Domain.Exports;

namespace SalesEngagement.Application.Exports;

/// <summary>Somebody wants contacts as a file.</summary>
public sealed record RequestExport(Guid OwnerId, ExportFormat Format, IReadOnlyList<string> Columns, ExportFilter Filter, bool HasMark);

public static class RequestExportHandler
{
    public static Decision Handle(RequestExport command, DateTimeOffset now) =>
        [new ContactExportRequested(command.OwnerId, command.Format, command.Columns, command.Filter, command.HasMark, now)];
}
