using SalesEngagement.Domain;
using SalesEngagement.Domain.Duplicates;

namespace SalesEngagement.Application.Duplicates;

/// <summary>A rep takes back that two contacts are two people.</summary>
public sealed record ReopenDuplicate;

public static class ReopenDuplicateHandler
{
    public static Decision Handle(ReopenDuplicate _, DuplicatePair pair, DateTimeOffset now) =>
        pair.Dismissed is null ? [] : [new DuplicateDismissalUndone(pair.FirstId, pair.SecondId, now)];
}
