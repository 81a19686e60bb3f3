using SalesEngagement.Domain.CustomFields;

namespace SalesEngagement.Projections.Contacts;

/// <summary>Which contacts a list shows; null stands for any.</summary>
/// <param name="Reach">Those of these reps, whom the caller reaches.</param>
/// <param name="OwnerId">Those of this rep.</param>
/// <param name="Tag">Those with this tag.</param>
/// <param name="Deleted">Those that were put away, instead of those in use.</param>
/// <param name="CreatedFrom">Added at this instant or later.</param>
/// <param name="CreatedBefore">Added before this instant.</param>
/// <param name="Stage">Those at this stage.</param>
/// <param name="CompanyId">Those who work for this company.</param>
/// <param name="Team">Those of these reps, who are in a team that is asked for.</param>
/// <param name="TimeZone">Those in this time zone.</param>
/// <param name="TouchedFrom">With whom something happened at this instant or later: a change, a call, a note.</param>
/// <param name="TouchedBefore">With whom nothing happened at this instant or later.</param>
/// <param name="Fields">Those whose custom fields say so.</param>
public sealed record ContactFilter(
    Guid[]? Reach,
    Guid? OwnerId = null,
    string? Tag = null,
    bool Deleted = false,
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedBefore = null,
    string? Stage = null,
    Guid? CompanyId = null,
    Guid[]? Team = null,
    string? TimeZone = null,
    DateTimeOffset? TouchedFrom = null,
    DateTimeOffset? TouchedBefore = null,
    IReadOnlyList<FieldFilter>? Fields = null)
{
    /// <summary>Whose contacts: of those in reach and, when a team is asked for, in it; null for everybody's.</summary>
    public Guid[]? Owners => (Reach, Team) switch
    {
        (null, var team) => team,
        (var reach, null) => reach,
        var (reach, team) => [.. reach.Intersect(team)],
    };
}

/// <summary>In which order. By name is by last name, then first.</summary>
public enum ContactOrder { ByName, ByNameDescending, ByCreated, ByCreatedDescending }

/// <summary>A contact's place in every order.</summary>
public sealed record ContactKey(string SortName, DateTimeOffset CreatedAt, Guid Id)
{
    /// <summary>Where a contact stands.</summary>
    public static ContactKey Of(ContactCard card) => new(card.SortName.Value, card.CreatedAt, card.Id);
}
