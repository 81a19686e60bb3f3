using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Lists;

/// <summary>What somebody searches for again and again; null stands for any.</summary>
/// <param name="Text">The words.</param>
/// <param name="OwnerId">Contacts of this rep.</param>
/// <param name="TeamId">Contacts of the reps in this team.</param>
/// <param name="Tag">Contacts with this tag.</param>
/// <param name="TimeZone">Contacts in this time zone.</param>
/// <param name="Stage">Contacts at this stage.</param>
/// <param name="CompanyId">People of this company.</param>
/// <param name="Fields">Contacts whose custom fields say so; null for none. In clear: no value of a personal field is asked for.</param>
public sealed record SavedSearch(
    FreeText? Text = null,
    Guid? OwnerId = null,
    Guid? TeamId = null,
    string? Tag = null,
    string? TimeZone = null,
    string? Stage = null,
    Guid? CompanyId = null,
    IReadOnlyList<FieldFilter>? Fields = null)
{
    /// <summary>The same search, whatever lists its fields stand in.</summary>
    public bool Equals(SavedSearch? other) => other is not null
        && (Text, OwnerId, TeamId, Tag, TimeZone, Stage, CompanyId)
            == (other.Text, other.OwnerId, other.TeamId, other.Tag, other.TimeZone, other.Stage, other.CompanyId)
        && (Fields ?? []).SequenceEqual(other.Fields ?? []);

    public override int GetHashCode() => HashCode.Combine(Text, OwnerId, TeamId, Tag, TimeZone, Stage, CompanyId, Fields?.Count);
}
