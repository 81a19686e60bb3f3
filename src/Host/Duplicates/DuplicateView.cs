using SalesEngagement.Domain.Duplicates;
using SalesEngagement.Host.Routes;

namespace SalesEngagement.Host.Duplicates;

/// <summary>Two contacts that look like one person, for review.</summary>
/// <param name="Id">The pair's.</param>
/// <param name="Score">How likely, from 0 to 100.</param>
/// <param name="Reasons">Why, and what speaks against it.</param>
/// <param name="State">What has become of it.</param>
/// <param name="FoundAt">When it was proposed first.</param>
/// <param name="DismissedBy">Who said that they are two people.</param>
/// <param name="DismissedAt">When.</param>
/// <param name="Contacts">The two, as they are now.</param>
internal sealed record DuplicateView(
    Guid Id, int Score, IReadOnlyList<DuplicateReason> Reasons, DuplicateState State, DateTimeOffset FoundAt, Guid? DismissedBy,
    DateTimeOffset? DismissedAt, IReadOnlyList<ContactView> Contacts)
{
    /// <summary>What the documentation shows.</summary>
    public static DuplicateView Example { get; } = new(
        DuplicatePair.IdOf(ContactExamples.ContactId, DuplicateHint.Example.ContactId), DuplicateHint.Example.Score, DuplicateHint.Example.Reasons,
        DuplicateState.Open, ContactExamples.Contact.CreatedAt, DismissedBy: null, DismissedAt: null,
        [ContactExamples.Contact, ContactExamples.Contact with { Id = DuplicateHint.Example.ContactId, FirstName = "Gracie" }]);

    /// <summary>Of its row and both contacts.</summary>
    public static DuplicateView Of(DuplicateRow row, ContactView first, ContactView second) => new(
        row.Id, row.Score, row.Reasons, Enum.Parse<DuplicateState>(row.State, ignoreCase: true), row.FoundAt,
        row.State == DuplicateRow.Name(DuplicateState.Dismissed) ? row.DismissedBy : null,
        row.State == DuplicateRow.Name(DuplicateState.Dismissed) ? row.DismissedAt : null, [first, second]);
}

/// <summary>Whom somebody may be who is not there yet.</summary>
internal sealed record DuplicateCheck(IReadOnlyList<DuplicateHint> Duplicates);
