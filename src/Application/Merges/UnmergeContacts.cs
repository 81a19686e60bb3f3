using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Merges;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Application.Merges;

/// <summary>Somebody takes a merge back: they are two after all.</summary>
public sealed record UnmergeContacts(Guid MergeId);

public static class UnmergeContactsHandler
{
    /// <summary>What the API calls the refusal for somebody who is erased.</summary>
    public const string ErasedCode = "subject-erased";

    /// <summary>
    /// Decides about the merge; what the contacts get is told by <see cref="UnmergeFacts"/>. Of merges on top of each other the
    /// outermost is taken back first: what the inner one gave stands with somebody else by now.
    /// </summary>
    public static Decision Handle(UnmergeContacts command, ContactMerge merge, Contact winner, Contact loser, DateTimeOffset now)
    {
        if (merge.UndoneAt is not null)
            return [];
        if (winner.FirstName == PersonName.Erased || loser.FirstName == PersonName.Erased)
            return Erased;
        if (winner.MergedInto is { } survivor)
        {
            return Rejection.Because(
                "merge-not-outermost", $"{merge.WinnerId} was itself merged into {survivor} since. Take merge {winner.MergeId} back first.",
                [new Reason("outer-merge", $"{winner.MergeId}")]);
        }

        return loser.MergeId == command.MergeId ? [new ContactsUnmerged(merge.WinnerId, merge.LoserId, now)] : [];
    }

    /// <summary>Both were one person when it was erased.</summary>
    public static Rejection Erased { get; } = Rejection.Because(ErasedCode, "The person is erased. What was merged then stays so.");
}
