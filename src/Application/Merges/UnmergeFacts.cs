using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Merges;

namespace SalesEngagement.Application.Merges;

/// <summary>
/// What it means to two contacts that their merge is taken back. The loser has what it had; the winner loses what it had of
/// the loser and nobody has changed since. Of a number or address that one of them knows more against, both know it then.
/// </summary>
public static class UnmergeFacts
{
    /// <summary>What the winner's stream says.</summary>
    /// <param name="mergeId">Which merge.</param>
    /// <param name="past">All facts of the winner's stream.</param>
    /// <param name="winner">What they come to.</param>
    /// <param name="loser">The loser as it stands.</param>
    /// <param name="merge">The merge.</param>
    /// <param name="now">When.</param>
    public static IReadOnlyList<object> OfWinner(
        Guid mergeId, IEnumerable<object> past, Contact winner, Contact loser, ContactMerge merge, DateTimeOffset now)
    {
        var own = Provenance.Of(past).Without(mergeId, winner);
        var (phones, emails) = (Strictest.Of(own.Phones, loser.Phones), Strictest.Of(own.Emails, loser.Emails));
        object?[] facts =
        [
            new ContactReleased(mergeId, merge.LoserId, now),
            (own.FirstName, own.LastName) == (winner.FirstName, winner.LastName) ? null : new ContactRenamed(own.FirstName, own.LastName, now),
            phones.SequenceEqual(winner.Phones) ? null : new ContactPhonesChanged(phones, now),
            emails.SequenceEqual(winner.Emails) ? null : new ContactEmailsChanged(emails, now),
            (own.Title, own.Source) == (winner.Title, winner.Source) && own.Fields.SequenceEqual(winner.Fields)
                ? null : new ContactDetailsChanged(own.Title, winner.TimeZone, own.Fields, own.Source, now),
            own.ClearFields.SequenceEqual(winner.ClearFields) ? null : new ContactClearFieldsChanged(own.ClearFields, now),
            (own.TimeZone, own.TimeZoneProvenance) == (winner.TimeZone, winner.TimeZoneProvenance)
                ? null : new ContactTimeZoneChanged(own.TimeZone, own.TimeZoneProvenance, now),
            own.Stage == winner.Stage ? null : new ContactStageChanged(own.Stage, now),
            own.CompanyId == winner.CompanyId ? null : new ContactCompanyChanged(own.CompanyId, own.CompanyName, now),
            own.OwnerId == winner.OwnerId ? null : new ContactOwnerAssigned(own.OwnerId, now),
            own.Tags.SequenceEqual(winner.Tags) ? null : new ContactTagsChanged(own.Tags, now),
        ];
        return [.. facts.OfType<object>()];
    }

    /// <summary>What the loser's stream says.</summary>
    public static IReadOnlyList<object> OfLoser(Guid mergeId, Contact winner, Contact loser, ContactMerge merge, DateTimeOffset now)
    {
        var (phones, emails) = (Strictest.Of(loser.Phones, winner.Phones), Strictest.Of(loser.Emails, winner.Emails));
        object?[] facts =
        [
            new ContactUnmerged(mergeId, merge.WinnerId, now),
            phones.SequenceEqual(loser.Phones) ? null : new ContactPhonesChanged(phones, now),
            emails.SequenceEqual(loser.Emails) ? null : new ContactEmailsChanged(emails, now),
        ];
        return [.. facts.OfType<object>()];
    }
}
