using SalesEngagement.Domain;
using SalesEngagement.Domain.Imports;

namespace SalesEngagement.Application.Imports;

/// <summary>Somebody sends a file of contacts.</summary>
public sealed record StartImport(Guid OwnerId, bool IsDryRun, long Bytes);

public static class StartImportHandler
{
    public static Decision Handle(StartImport command, DateTimeOffset now) =>
        [new ContactImportStarted(command.OwnerId, command.IsDryRun, command.Bytes, now)];
}
