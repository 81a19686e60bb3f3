using SalesEngagement.Domain;
using SalesEngagement.Domain.Duplicates;

namespace SalesEngagement.Application.Duplicates;

/// <summary>Somebody wants all contacts of the company compared.</summary>
public sealed record StartDuplicateScan(Guid UserId);

public static class StartDuplicateScanHandler
{
    public static Decision Handle(StartDuplicateScan command, DateTimeOffset now) => [new DuplicateScanStarted(command.UserId, now)];
}
