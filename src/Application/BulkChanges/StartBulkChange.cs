using SalesEngagement.Domain;
using SalesEngagement.Domain.BulkChanges;

namespace SalesEngagement.Application.BulkChanges;

/// <summary>Somebody confirms the preview of a bulk change.</summary>
public sealed record StartBulkChange(Guid OwnerId, BulkChangeKind Kind, string? Subject, long Contacts);

public static class StartBulkChangeHandler
{
    public static Decision Handle(StartBulkChange command, DateTimeOffset now) =>
        [new BulkChangeStarted(command.OwnerId, command.Kind, command.Subject, command.Contacts, now)];
}
