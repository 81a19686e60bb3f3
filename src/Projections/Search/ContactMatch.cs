using SalesEngagement.Domain.CustomFields;

namespace SalesEngagement.Projections.Search;

/// <summary>A contact that answers a query.</summary>
/// <param name="Row">What was searched of it.</param>
/// <param name="Score">How well, in thousandths.</param>
/// <param name="Note">The note that answers, when it was one.</param>
public sealed record ContactMatch(ContactSearch Row, int Score, string? Note);

/// <summary>A contact's place among the matches.</summary>
public sealed record MatchKey(int Score, Guid Id);

/// <summary>Which contacts are searched; null stands for any.</summary>
/// <param name="Reach">Those of these reps, whom the caller reaches.</param>
/// <param name="Owners">Those of one of these reps: of one, or of a team.</param>
/// <param name="Tag">Those with this tag.</param>
/// <param name="TimeZone">Those in this time zone.</param>
/// <param name="CreatedFrom">Added at this instant or later.</param>
/// <param name="CreatedBefore">Added before this instant.</param>
/// <param name="TouchedFrom">With whom something happened at this instant or later: a change, a call, a note.</param>
/// <param name="TouchedBefore">With whom nothing happened at this instant or later.</param>
/// <param name="Stage">Those at this stage.</param>
/// <param name="CompanyId">Those who work for this company.</param>
/// <param name="Fields">Those whose custom fields say so.</param>
public sealed record SearchFilter(
    Guid[]? Reach,
    Guid[]? Owners = null,
    string? Tag = null,
    string? TimeZone = null,
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedBefore = null,
    DateTimeOffset? TouchedFrom = null,
    DateTimeOffset? TouchedBefore = null,
    string? Stage = null,
    Guid? CompanyId = null,
    IReadOnlyList<FieldFilter>? Fields = null)
{
    /// <summary>
    /// Whether only contacts of some owners, with a tag, in a zone, at a stage, of a company or with a field are asked for:
    /// enough to look for without a word.
    /// </summary>
    public bool IsNarrow => Owners is not null || (Tag ?? TimeZone ?? Stage) is not null || CompanyId is not null
        || (Fields ?? []).Any(asked => !asked.IsForMissing);
}

/// <summary>The best matches of a query.</summary>
/// <param name="All">The best first, at most <see cref="ContactMatches.Most"/>.</param>
/// <param name="IsComplete">Whether there are no others.</param>
public sealed record FoundContacts(IReadOnlyList<ContactMatch> All, bool IsComplete);
