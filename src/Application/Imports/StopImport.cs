using SalesEngagement.Domain;
using SalesEngagement.Domain.Imports;

namespace SalesEngagement.Application.Imports;

/// <summary>An import cannot go on: its file is broken, or gone.</summary>
public sealed record StopImport(string Reason, long? Row = null, int? Column = null);

public static class StopImportHandler
{
    public static Decision Handle(StopImport command, ContactImport import, DateTimeOffset now) =>
        import is { IsRunning: true } or { Status: ImportStatus.Checked }
            ? [new ContactImportStopped(command.Reason, command.Row, command.Column, now)]
            : [];
}
