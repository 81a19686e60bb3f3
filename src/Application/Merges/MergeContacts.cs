using SalesEngagement.Application.Contacts;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Merges;

namespace SalesEngagement.Application.Merges;

/// <summary>Somebody says that two contacts are one person.</summary>
/// <param name="MergeId">The merge's stream.</param>
/// <param name="WinnerId">The one that is to stand for both.</param>
/// <param name="LoserId">The one that is merged into it.</param>
/// <param name="Choices">Whose value of a field lives on where both have one; the winner's unless said.</param>
public sealed record MergeContacts(Guid MergeId, Guid WinnerId, Guid LoserId, IReadOnlyDictionary<string, MergeSide> Choices);

public static class MergeContactsHandler
{
    /// <summary>More numbers, addresses, tags or fields than this a merged contact cannot have.</summary>
    public const int MostOfEach = 200;

    /// <summary>Decides about the merge; what the contacts get is told by <see cref="MergeFacts"/>.</summary>
    public static Decision Handle(MergeContacts command, Contact winner, Contact loser, DateTimeOffset now)
    {
        if (command.WinnerId == command.LoserId)
            return Rejection.Because("merge-with-oneself", "A contact cannot be merged into itself.");
        if (ContactUse.Objection(winner) is { } objection)
            return objection;
        if (ContactUse.Objection(loser) is { } other)
            return other;

        var fields = MergedField.Of(winner, loser, command.Choices);
        int[] sizes =
        [
            winner.Phones.Count + loser.Phones.Count, winner.Emails.Count + loser.Emails.Count,
            winner.Tags.Count + loser.Tags.Count, winner.OtherNames.Count + loser.OtherNames.Count, fields.Count,
        ];
        return sizes.Max() > MostOfEach
            ? Rejection.Because("merge-too-large", $"Together they would have more than {MostOfEach} numbers, addresses, tags, names or fields.")
            : [new ContactsMerged(
                command.WinnerId, command.LoserId,
                [.. fields.Where(field => field.Side == MergeSide.Loser).Select(field => field.Name)], now)];
    }
}
