using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Application.Merges;

/// <summary>What a merge means to its two contacts.</summary>
public static class MergeFacts
{
    /// <summary>
    /// What the winner's stream says: its own numbers and addresses with the stricter of what is known of them here and there,
    /// as its own; and what it has of the loser, as the loser's.
    /// </summary>
    public static IReadOnlyList<object> OfWinner(MergeContacts command, Contact winner, Contact loser, DateTimeOffset now)
    {
        var (phones, emails) = (Strictest.Of(winner.Phones, loser.Phones), Strictest.Of(winner.Emails, loser.Emails));
        object?[] facts =
        [
            phones.SequenceEqual(winner.Phones) ? null : new ContactPhonesChanged(phones, now),
            emails.SequenceEqual(winner.Emails) ? null : new ContactEmailsChanged(emails, now),
            Absorbed(command, winner, loser, now),
        ];
        return [.. facts.OfType<object>()];
    }

    /// <summary>What the loser's stream says.</summary>
    public static IReadOnlyList<object> OfLoser(MergeContacts command, DateTimeOffset now) =>
        [new ContactMergedInto(command.MergeId, command.WinnerId, now)];

    private static ContactAbsorbed Absorbed(MergeContacts command, Contact winner, Contact loser, DateTimeOffset now)
    {
        var taken = MergedField.Of(winner, loser, command.Choices)
            .Where(field => field.Side == MergeSide.Loser).Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        return new(
            command.MergeId,
            command.LoserId,
            [new(command.MergeId, loser.FirstName, loser.LastName), .. loser.OtherNames.Select(name => name with { MergeId = command.MergeId })],
            If<PersonName>("firstName", loser.FirstName),
            If<PersonName>("lastName", loser.LastName),
            If<FreeText>("title", loser.Title),
            loser.Phones,
            loser.Emails,
            loser.Tags,
            [.. loser.Fields.Where(field => taken.Contains(MergedField.OwnField + field.Name))],
            [.. loser.ClearFields.Where(field => taken.Contains(MergedField.OwnField + field.Name))],
            If<string>("timeZone", loser.TimeZone),
            taken.Contains("timeZone") ? loser.TimeZoneProvenance : null,
            taken.Contains("ownerId") ? loser.OwnerId : null,
            taken.Contains("companyId") ? loser.CompanyId : null,
            If<string>("companyId", loser.CompanyName),
            If<string>("stage", loser.Stage),
            If<string>("source", loser.Source),
            now);

        T? If<T>(string name, T? value)
            where T : class =>
            taken.Contains(name) ? value : null;
    }
}
