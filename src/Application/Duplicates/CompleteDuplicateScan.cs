using SalesEngagement.Domain;
using SalesEngagement.Domain.Duplicates;

namespace SalesEngagement.Application.Duplicates;

/// <summary>The last contact has been compared.</summary>
public sealed record CompleteDuplicateScan(long Contacts, long Pairs);

public static class CompleteDuplicateScanHandler
{
    public static Decision Handle(CompleteDuplicateScan command, DuplicateScan scan, DateTimeOffset now) =>
        scan.CompletedAt is null ? [new DuplicateScanCompleted(command.Contacts, command.Pairs, now)] : [];
}
