using SalesEngagement.Domain;
using SalesEngagement.Domain.Duplicates;

namespace SalesEngagement.Application.Duplicates;

/// <summary>A rep has looked at two contacts: they are two people. With what it looked like, so that stronger evidence is known for such.</summary>
public sealed record DismissDuplicate(Guid OneId, Guid OtherId, DuplicateScore Score, Guid UserId);

public static class DismissDuplicateHandler
{
    /// <summary>For the first time.</summary>
    public static Decision Handle(DismissDuplicate command, DateTimeOffset now) => [Dismissed(command, now)];

    /// <summary>Once more: after that was undone, or stronger evidence has come.</summary>
    public static Decision Handle(DismissDuplicate command, DuplicatePair pair, DateTimeOffset now) =>
        pair.Dismissed is { } dismissed && !command.Score.IsStrongerThan(dismissed.Score, dismissed.Reasons) ? [] : [Dismissed(command, now)];

    private static DuplicateDismissed Dismissed(DismissDuplicate command, DateTimeOffset now)
    {
        var (first, second) = DuplicatePair.InOrder(command.OneId, command.OtherId);
        return new(first, second, command.Score.Score, command.Score.Reasons, command.UserId, now);
    }
}
